# All sending held, and let go again.
freeze-frozen =
    ⏸ Semua pengiriman dibekukan
    Oleh { $by }, { $at }. Tidak ada siaran yang keluar sampai seorang pemilik mengetik /cairkan.
freeze-thawed =
    ▶️ Pengiriman dilanjutkan
    Oleh { $by }, { $at }. Siaran yang tertahan kini dikirim.
