# First words to somebody, and links that make members.
join-stranger =
    Selamat datang di Satu Pintu.
    Bot ini menyampaikan siaran resmi kepada lembaga anggota dan mencatat penerimaannya. Anda belum terdaftar.
    Untuk bergabung, mintalah tautan undangan kepada koordinator lembaga Anda. Daftar perintah: /bantuan
join-member =
    Selamat datang, { $name }.
    Peran Anda:
join-member-grant = • { $grant }
join-member-next = Ketik /bantuan untuk melihat perintah yang dapat Anda gunakan.
join-link = Tautan undangan { $grant }
join-link-chat = Tautan undangan grup { $area }
join-link-limits = Berlaku sampai { $at }, untuk { $uses } kali pakai.
join-link-person = Kirimkan hanya kepada petugas yang dimaksud. Siapa pun yang membukanya langsung menjadi petugas.
join-link-person-pending = Kirimkan hanya kepada orang yang dimaksud. Perannya baru berlaku setelah disahkan pemilik.
join-link-chat-next = Buka tautan ini dan pilih grup lembaga; bot masuk dan grup langsung terdaftar. Untuk topik forum atau kanal, tambahkan bot di sana, lalu kirim /start@namabot diikuti kode di akhir tautan.
join-pending =
    Undangan diterima: { $grant }.
    Peran ini belum berlaku. Pemilik bot akan memeriksa dan mengesahkannya; Anda akan diberi tahu.
join-guessed =
    Ada yang mencoba menebak tautan undangan: lebih dari 100 tebakan dalam satu menit.
    Tautan tidak mungkin ditebak, dan para penebak sudah dibatasi. Tidak ada yang perlu Anda lakukan; jika ini berlanjut berhari-hari, beri tahu pengelola bot.
