# The latest announcements, and the card of one.
status-none = There is no announcement yet that you can see.
status-latest = Latest announcements
status-line = { $number } · { $priority } · { $title } · Received { $confirmed }/{ $institutions }
status-latest-next = For details, type for example /status { $number }
status-card = Announcement No. { $number }
status-issuer = From: { $issuer }
status-approved = Approved { $at }
status-categories = Received by category
status-regions = Received by region
status-regions-lowest = Received by region, lowest first
status-regions-more = … and { $more } more regions
status-share = • { $name }: { $confirmed }/{ $institutions } ({ $percent })
status-missing = Missing
status-confirmed = Received
status-refresh = 🔄 Refresh
