"""How safe each rank and grade is: weights drawn, indicators left out, figures in error, smallest changes that flip."""
