# Who holds which role where, and how a role ends.
holder-list = Daftar peran
holder-narrowed = { $what }: { $total } peran
holder-all = Semua
holder-called = Nama atau akun “{ $name }”
holder-none = Tidak ada peran seperti itu dalam cakupan Anda. Persempit dengan kata peran, kode lembaga, atau nama, misalnya /peran penyetuju.
holder-entry = { $number }. { $who } – { $grant }
holder-entry-pending = { $number }. ⏳ { $who } – { $grant }, menunggu pengesahan
holder-who-username = { $name } (@{ $username })
holder-page = Halaman { $page }/{ $pages }
holder-list-next = Tekan nomornya untuk melihat peran seseorang.
holder-previous = ‹ Sebelumnya
holder-next = Berikutnya ›
holder-confirm = ✅ Sahkan
holder-refuse = ⛔ Tolak
holder-own = Peran Anda
holder-own-none =
    Anda belum memiliki peran.
    Untuk bergabung, mintalah tautan undangan kepada koordinator lembaga Anda.
holder-grant = • { $grant }, sejak { $at }
holder-grant-pending = • ⏳ { $grant }, menunggu pengesahan sejak { $at }
holder-id = ID:
holder-owner-by-setting = Pemilik ditetapkan dalam setelan SATUPINTU_OWNERS, bukan di sini.
holder-end = ⛔ Cabut: { $grant }
holder-back = ‹ Daftar peran
holder-sure =
    Cabut peran ini?
    { $name }: { $grant }
holder-sure-next = Peran langsung berakhir, juga pada tombol yang sudah terkirim. Riwayatnya tetap tercatat.
holder-sure-drafts = Rancangan yang belum diajukan ikut dibuang: { $drafts }
holder-sure-submitted = Siaran yang sudah diajukan dan belum diputuskan ikut ditarik: { $submitted }
holder-orphans = ⚠️ Tanpa penyetuju lain: { $issuers }. Siarannya tidak dapat disetujui sampai ada penyetuju baru: /undang penyetuju
holder-end-surely = ⛔ Ya, cabut
holder-keep = Tidak jadi
holder-ended-others =
    ⛔ Peran berakhir: { $grant }
    { $name }, dicabut oleh { $by }
holder-withdrawn = Siaran ditarik: “{ $title }”. Jika masih diperlukan, penyusun lain dapat mengajukannya lagi.
holder-ended-person =
    Peran Anda berakhir: { $grant }.
    Jika menurut Anda ini keliru, hubungi pemilik bot.
holder-ended-withdrawn = Siaran Anda yang belum diputuskan ditarik: { $withdrawn }
