"""A case with counts of every ending: done, missed, overdue, and due with its window open."""

from tests.drawing.pictures import a_case, a_course, a_dose, a_lab, day

# Done for days 0 to 21 and 49, missed on 28 to 42, overdue on 56, and 84 still due: its window ends
# on 91.
LABS = tuple(a_lab(on, 3.0) for on in (0, 7, 14, 21, 46))
ONGOING = a_course(a_dose(0, ongoing=True))
COUNTED = a_case(courses=(ONGOING,), labs=LABS, follow_up_end=day(86))
