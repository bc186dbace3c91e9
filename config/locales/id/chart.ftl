# The picture beside the card of an announcement.
chart-file = siaran { $number }
chart-caption = Siaran No. { $number }: { $figure }, { $at }
chart-share = Diterima { $percent }
chart-deadline = Batas { $at }
chart-as-of = Keadaan { $at }
