"""Values in, paint out: the pictures shared by screen and paper."""
