# Institutions in lists, and the page of one.
registry-overview = Registri lembaga
registry-institutions = Lembaga: { $count }
registry-chats-counted = Dengan saluran: { $with } · tanpa: { $without }
registry-officers-counted = Dengan petugas: { $with } · tanpa: { $without }
registry-hint =
    Untuk mencari, ketik kode atau kata dari namanya. Contoh:
    /lembaga diskominfo ppu
registry-found = { $total } lembaga cocok dengan “{ $typed }”
registry-below = { $total } lembaga di bawah { $name }
registry-entry = • { $name } ({ $code })
registry-entry-above = • { $name } ({ $code }), membawahi { $below }
registry-page = Halaman { $page }/{ $pages }
registry-nothing =
    Tidak ada lembaga yang cocok dengan “{ $typed }” dalam cakupan Anda.
    Coba lebih sedikit kata, nama daerahnya saja, atau kodenya. Semua lembaga Anda: /lembaga
registry-previous = ‹ Sebelumnya
registry-next = Berikutnya ›
registry-back = ‹ Kembali
registry-go-above = ⬆️ Ke atas
registry-go-below = ⬇️ Di bawahnya ({ $count })
registry-invite-officer = 👤 Undang petugas
registry-invite-group = 🔗 Tautan grup
registry-code = Kode:
registry-category = Kategori: { $category }
registry-region = Wilayah: { $region }
registry-above = Di bawah: { $name } ({ $code })
registry-chats = Saluran: { $count }
registry-chat = • { $title } ({ $kind }, { $state })
registry-private-chats = • Obrolan pribadi petugas: { $count }, tidak terjangkau: { $lost }
registry-no-chats = Belum ada saluran. Siaran belum sampai ke lembaga ini.
registry-kind-private = pribadi
registry-kind-group = grup
registry-kind-channel = kanal
registry-reachable = terjangkau
registry-unreachable = tidak terjangkau
registry-officers = Petugas: { $count }
registry-officer = • { $name }
registry-no-officers = Belum ada petugas.
registry-more = … dan { $count } lagi
registry-links = Tautan undangan yang masih berlaku: { $count }
registry-confirmed = Konfirmasi terakhir: Siaran No. { $number }, { $at }
registry-never-confirmed = Belum pernah mengonfirmasi siaran.
