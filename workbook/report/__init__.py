"""What leaves the office: the circular (通报), a sheet per county (成绩单), the review page (评审页)."""
