"""Late revisions (数据修订) and appeals (复查): from their files to corrected figures, and what is written of it."""
