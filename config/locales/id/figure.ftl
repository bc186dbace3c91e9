# Counts that cards and progress share. Tests and users rely on these lines to the letter.
figure-sent = Terkirim { $sent }/{ $chats }
figure-not-asked = Konfirmasi tidak diminta
figure-failed = Gagal { $count }
figure-failed-unreachable = • tidak dapat dijangkau: { $count }
figure-failed-rejected = • ditolak Telegram: { $count } (“{ $words }”)
figure-failed-unanswered = • Telegram tidak menjawab, meski dicoba berulang kali: { $count }
figure-failed-revoked = • saluran atau petugasnya sudah dilepas: { $count }
figure-failed-forbidden = • grup tidak mengizinkan foto, video, atau berkas: { $count }
figure-stopped = Dihentikan: { $count } tidak dikirim
figure-confirmed = Diterima { $confirmed }/{ $institutions }
figure-without-chat = Tanpa saluran { $count }
figure-maybe-double = Mungkin ganda { $count }
figure-frozen = Pengiriman sedang dibekukan.
figure-late = Menyusul { $institutions } (diterima { $confirmed })
