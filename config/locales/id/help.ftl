# What one can ask the bot, and what it keeps.
help-intro =
    Satu Pintu
    Siaran resmi untuk lembaga anggota, dengan bukti penerimaan. Perintah yang dapat Anda gunakan:
help-intro-group =
    Satu Pintu
    Siaran resmi untuk lembaga grup ini. Perintah yang berlaku di sini:
help-line = /{ $name } – { $description }
help-announce = menyusun siaran baru: /siaran Isi siaran
help-correct = meralat siaran: /ralat 1 Naskah yang benar
help-withdraw = mencabut siaran: /cabut 1 Alasannya
help-templates = menyusun siaran dari templat
help-status = melihat siaran terbaru, atau satu siaran: /status 1
help-missing = melihat lembaga yang belum mengonfirmasi: /belum 1
help-confirmed = melihat lembaga yang sudah mengonfirmasi: /sudah 1
help-board = membuka papan web: kemajuan siaran secara langsung, untuk layar dinding, komputer, atau ponsel
help-export = berkas satu siaran, Excel dan CSV: /ekspor 1
help-recap = rekap sebulan, Excel dan PDF: /rekap 2026-11
help-failed = melihat saluran yang gagal menerima: /gagal 1
help-remind = mengingatkan yang belum mengonfirmasi: /ingatkan 1
help-institution = mencari lembaga: /lembaga diskominfo ppu
help-invite = membuat tautan undangan: /undang petugas KODE
help-import = Impor daftar lembaga atau saluran dari berkas
help-links = membuat tautan undangan untuk banyak lembaga sekaligus
help-checkup = memeriksa saluran, petugas, dan tautan: apa yang perlu dibenahi
help-freeze = menahan semua pengiriman seketika
help-thaw = melanjutkan pengiriman yang dibekukan
help-roles = melihat siapa memegang peran apa: /peran penyetuju
help-end-role = mencabut peran seseorang: /cabutperan @akun
help-deactivate = menonaktifkan lembaga: /nonaktif KODE
help-activate = mengaktifkan kembali lembaga: /aktifkan KODE
help-id = melihat ID Anda
help-start = membuka percakapan dengan bot
help-hand-over = serahkan peran petugas kepada pengganti
help-help = melihat daftar perintah
help-erase = menghapus nama dan akun Anda dari catatan
help-privacy = mengetahui data yang disimpan
help-section-announcements = Siaran
help-section-registry = Registri
help-section-roles = Peran
help-section-other = Lainnya
help-one = Penjelasan satu perintah: /bantuan status
help-announce-more =
    Tulis isinya setelah perintah, atau ketik /siaran lalu kirim isinya. Selama naskah terbuka, semua pesan Anda menjadi bagiannya.
    Baris pertama boleh memuat pilihan, isinya mulai baris berikutnya:
    /siaran sifat=penting sasaran=kategori:opd,vertikal;-KPU-64.71 jadwal="besok 08.00"
    • sifat: biasa, penting, darurat
    • jenis: informasi, klarifikasi, undangan
    • edaran: publik, internal
    • sasaran: semua · kategori:opd,media · wilayah:"Kota Bontang" · KPU-64 (dengan bawahannya) · hanya:KPU-64 (tanpa bawahannya). Tanda ; mempersempit, tanda , menambah, tanda - di depan mengecualikan.
    • konfirmasi: diterima, hadir (untuk undangan), tidak
    • jadwal: "2026-11-22 08:00", "22/11/2026 08.00", "besok 08.00", "hari kerja berikutnya 08.00"
    • tenggat: 30menit, 4jam (atau 4j), 2hari, atau waktu seperti jadwal
    • kirim=sekarang: dikirim juga pada jam tenang
    • pratinjau=tidak: tautan tanpa pratinjau halamannya
    • latihan: siaran bertanda LATIHAN, dengan nomor sendiri
    Periksa pratinjaunya, lalu tekan “Ajukan”. Siaran terkirim setelah disetujui orang kedua.
help-correct-more =
    /ralat 1 Naskah yang benar – naskah itu menggantikan seluruh isi Siaran No. 1
    /ralat 1, lalu kirim isinya – untuk naskah panjang
    /cabut 1 Alasannya – semua salinan Siaran No. 1 ditandai DICABUT
    Keduanya juga dapat ditulis tanpa nomor sebagai balasan pada siarannya, atau lewat tombol di bawah kartu /status 1. Orang kedua harus menyetujuinya, seperti siaran baru. Setelah itu salinan yang sudah terkirim langsung diganti, juga pada jam tenang; hanya /bekukan yang menahannya.
help-templates-more =
    /templat – daftar templat; tekan salah satu, lalu “Pakai”. Isiannya ditanyakan satu per satu, kemudian rancangan siarannya terbuka.
    Khusus pemilik, untuk membuat templat:
    /templat buat Undangan rapat
    jenis=undangan tenggat=4jam
    Mohon hadir pada rapat { "{{" }acara{ "}}" } di { "{{" }tempat{ "}}" }.
    Baris pertama adalah namanya. Baris berikutnya boleh memuat pilihan seperti pada /siaran. Tulisan di antara { "{{" } dan { "}}" } menjadi isian.
help-status-more =
    /status – siaran terbaru, satu baris masing-masing
    /status 1 – kartu siaran nomor 1 tahun terbaru
    /status 1/2026 – kartu siaran nomor 1 tahun 2026
    /status latihan – latihan terbaru; /status latihan 1 – kartu dan hasil latihan nomor 1
help-lists-more =
    /belum 1 – lembaga yang belum mengonfirmasi, per wilayah
    /sudah 1 – lembaga yang sudah mengonfirmasi, dengan waktu dan namanya
    /gagal 1 – saluran yang gagal menerima, sebabnya, dan yang dapat dilakukan
    /belum 1 opd balikpapan – disaring menurut kategori, wilayah, atau kata
    /belum 1 kategori:opd wilayah:"Kota Bontang" – hal yang sama, ditulis lengkap
    Untuk tahun tertentu: /belum 1/2026
    Di percakapan pribadi, tekan nomor sebuah lembaga untuk melihat keadaannya dan mengingatkannya.
help-board-more =
    /papan – tautan sekali pakai ke papan web, sesuai cakupan Anda
    /papan keluar – mengakhiri semua sesi Anda di papan
help-export-more = Buku kerja Excel berisi ringkasan dengan grafik, rincian per lembaga, dan seluruh catatan kejadian dengan nomor dan segelnya, sehingga dapat dicocokkan pemeriksa; dan rincian yang sama sebagai CSV. Isinya sebatas cakupan Anda. Sama dengan “Ekspor” pada kartu /status.
help-recap-more = Siaran sebulan dengan jangkauan dan waktu konfirmasinya, peringkat lembaga dengan tren terhadap bulan sebelumnya, dan latihan secara terpisah; sebatas cakupan Anda. Tanpa bulan: bulan lalu. Bulan berjalan: sampai saat ini.
help-remind-more = Semua lembaga Anda yang belum mengonfirmasi diingatkan di salurannya. Yang baru saja diingatkan dilewati; di luar itu bot mengingatkan sendiri pada waktunya.
help-freeze-more = Semua pengiriman siaran berhenti saat itu juga, sampai pemilik mengetik /cairkan. Jawaban bot tetap terkirim.
help-thaw-more = Semua pengiriman yang dibekukan dengan /bekukan berjalan lagi.
help-institution-more =
    /lembaga – semua lembaga Anda, dengan jumlah saluran dan petugasnya
    /lembaga KPU-64.71 – lembaga dengan kode itu
    /lembaga diskominfo ppu – mencari dengan kata, singkatan, atau awal kata; urutannya bebas
    Di halaman sebuah lembaga ada saluran, petugas, dan tombol untuk mengundang.
help-invite-more =
    /undang petugas KPU-64.71 – petugas sebuah lembaga
    /undang grup KPU-64.71 – grup, topik, atau kanal sebuah lembaga
    Khusus pemilik:
    /undang penyusun KPU-64 – penyusun untuk lembaga itu dan bawahannya
    /undang penyetuju – penyetuju untuk semua lembaga
    /undang koordinator wilayah:"Kota Bontang" – koordinator sebuah wilayah
    Kirim tautannya hanya kepada orang yang dituju. Peran penyusun, penyetuju, dan koordinator berlaku setelah disahkan pemilik.
help-links-more =
    /tautan – kedua tautan setiap lembaga dalam cakupan Anda yang belum punya saluran, sebagai CSV
    /tautan wilayah:"Kota Bontang" kategori:opd – sebagian saja
    /tautan semua – juga lembaga yang sudah punya saluran
    /tautan KPU-64.74 qr – juga sebagai kode QR
    /tautan cabut KPU-64.74 – mencabut tautan yang masih terbuka
    Untuk pemilik:
    /tautan peran – tautan penyusun, penyetuju, dan koordinator yang masih terbuka
    /tautan cabut peran – mencabut semua tautan itu
help-checkup-more = Daftar hal yang perlu diperbaiki di registri, masing-masing dengan satu tindakan: saluran yang tidak terjangkau, lembaga tanpa saluran atau petugas, dan tautan yang belum dipakai.
help-help-more =
    /bantuan – semua perintah yang dapat Anda gunakan di sini
    /bantuan siaran – penjelasan satu perintah
help-stranger = Anda belum terdaftar. Untuk bergabung, mintalah tautan undangan kepada koordinator lembaga Anda.
help-privacy-text =
    Data yang disimpan
    • nama, nama pengguna, dan ID Telegram orang yang memiliki peran atau menekan tombol bot;
    • siaran, keputusan atasnya, dan konfirmasi: siapa, lembaga mana, di saluran mana, dan kapan.
    Data ini dipakai untuk menyampaikan siaran resmi dan membuktikan penerimaannya, dan tidak dipakai untuk tujuan lain.
    Ketik /privasi di percakapan pribadi untuk melihat data Anda, dan /hapusdata untuk menghapusnya.
help-your-id = ID Anda:
help-chat-id = ID obrolan ini:
