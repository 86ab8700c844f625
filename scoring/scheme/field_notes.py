"""What docs/scheme-fields.md says around the list of kinds."""

HEAD = """# Fields of every kind

Made from the program by `kaohe scheme fields`; do not edit. Every part of an indicator is written as `{kind: …, field: …}`; the
kinds of each part follow, each with its fields, an example, and the sentence that `kaohe scheme show` prints for it. A field that
names an item takes the id of a data item (`config/items`, or `items:` of the scheme); lines, dimensions and groups are named by their
ids too. [rule-language.md](rule-language.md) goes from the wording of a document to the kind; [scheme-files.md](scheme-files.md) is about the rest of a scheme.

What YAML could do besides is refused: anchors and aliases (`&good`, `*good`), tags, a key written twice, Tab, full-width colons. What is
needed twice is written twice, or stands in a file of its own that is included."""

TAIL = """## What happens in which order

1. Points of the lines: value, target, completion, rule; a waiver gives full points; then the rounding of `points`.
2. Dimensions, 0 where a `forfeit` holds; the sum; the bonuses of all lines together up to `bonus_cap`; `deductions` together up to
   `deduction_cap`; approved adjustments (核定调整); the rounding of `total`.
3. The grade by the printed total (bonus included).
4. Gates, in this order whatever the order in the file: shifts that raise (`by` below 0); then caps and vetoes, so that no raise lifts a
   county above them; then shifts that lower, counted from the grade that the caps left. Notices change nothing.
5. Ranks: over all, and within the peer group (组内名次) wherever the region has groups. Equal ranks are 1, 1, 3. `ranking.ties` decides
   between equal totals: a dimension by its points, an indicator by its completion.

**核定调整** is a sheet of the city's data workbook, not of the scheme: county, indicator, points added or taken, reason, who approved it. It
enters the total after the bonus cap; it never changes a line.

## Names in the results of a case

`output` and `outputs` of a case (`kaohe scheme test`) name columns of the calculation:

| name | is |
|---|---|
| id of an indicator or a dimension | its points |
| `total`, `bonus`, `deduction`, `adjustment`, `grade`, `rank`, `group_rank` | total, all bonuses under the cap, all deductions (0 or below) under theirs, approved adjustments, grade, ranks |
| `grade_by_total` | place of the grade before the gates, 1 best |
| id of a gate | 1 where it acts on the county, else 0; a notice as well |
| `ID.value`, `ID.target`, `ID.completion`, `ID.rate` | the steps of an indicator |
| `ID.bonus`, `ID.also2_bonus`, … | the bonuses of an indicator, in order |
| `ID.waived` | 1 where it is waived |
| `ID.forfeit` of a dimension | 1 where it counts 0 |
| id of a deduction | the points that it takes off |

缺报, 待定, 不适用 and 暂缺 are written as such. An indicator with targets or points by group needs `counties:` of the region, as a county
without a name has no group."""
