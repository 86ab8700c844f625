"""Many cities: each scored as ``kaohe score`` does, by processes or a cluster, and one workbook over all of them."""
