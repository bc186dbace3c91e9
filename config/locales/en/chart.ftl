# The picture beside the card of an announcement.
chart-file = announcement { $number }
chart-caption = Announcement No. { $number }: { $figure }, { $at }
chart-share = Received { $percent }
chart-deadline = Due { $at }
chart-as-of = As of { $at }
