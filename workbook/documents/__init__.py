"""What every document (.docx) shares: paper, templates and how they are filled."""
