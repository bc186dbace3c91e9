# The latest announcements, and the card of one.
status-none = Belum ada siaran yang dapat Anda lihat.
status-latest = Siaran terbaru
status-line = { $number } · { $priority } · { $title } · Diterima { $confirmed }/{ $institutions }
status-latest-next = Untuk rinciannya, ketik misalnya /status { $number }
status-card = Siaran No. { $number }
status-issuer = Dari: { $issuer }
status-approved = Disetujui { $at }
status-categories = Diterima per kategori
status-regions = Diterima per wilayah
status-regions-lowest = Diterima per wilayah, dari yang terendah
status-regions-more = … dan { $more } wilayah lain
status-share = • { $name }: { $confirmed }/{ $institutions } ({ $percent })
status-missing = Belum
status-confirmed = Sudah
status-refresh = 🔄 Segarkan
