"""Indonesian and Malay words in sheets of the seller's own."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        "day": "tanggal | tgl | tgl. | tarikh | hari | bulan | minggu | periode | tempoh",
        "sold_day": (
            "tanggal penjualan | tanggal pesanan | tanggal order | tanggal transaksi | "
            "tanggal jual | tgl jual | tgl order | tgl pesanan | waktu pesanan dibuat | "
            "waktu pembayaran dilakukan | tanggal pembayaran | tanggal bayar | tanggal faktur | "
            "tanggal invoice | tarikh jualan | tarikh pesanan | tarikh bayaran | "
            "tarikh transaksi | masa pesanan dibuat"
        ),
        "received_day": (
            "tanggal terima | tanggal diterima | tanggal masuk | tgl masuk | tgl terima | "
            "tanggal beli | tanggal kulakan | tarikh terima | tarikh diterima | tarikh masuk"
        ),
        "count_day": (
            "tanggal stok opname | tanggal opname | tanggal hitung | per tanggal | tanggal stok | "
            "tarikh kiraan stok | tarikh kira stok"
        ),
        "other_day": (
            "tanggal dibuat | tanggal ditambahkan | tanggal diperbarui | terakhir diperbarui | "
            "tanggal kedaluwarsa | tanggal kadaluarsa | kedaluwarsa | kadaluarsa | "
            "tanggal produksi | tarikh luput | tarikh dicipta | tarikh dikemas kini"
        ),
        "promised_day": "dikirim sebelum | batas pengiriman",
        "order_id": (
            "no. pesanan | no pesanan | nomor pesanan | pesanan | id pesanan | no. order | "
            "no order | nomor order | no. invoice | nomor invoice | no invoice | no. faktur | "
            "nomor faktur | no. nota | nomor nota | no nota | nota | no. transaksi | "
            "nomor transaksi | no. struk | nombor pesanan | no. resit | nombor resit | "
            "nombor invois | no. invois"
        ),
        "document": (
            "surat jalan | no. surat jalan | nomor po | no. po | no po | faktur pembelian | "
            "pesanan pembelian | nota penghantaran | pesanan belian"
        ),
        "sku": (
            "kode barang | kode produk | kode | kode item | nomor referensi sku | sku induk | "
            "kode sku | kod barang | kod produk | kod | kod item ; barcode produk | id produk"
        ),
        "name": (
            "nama produk | nama barang | produk | barang | nama | nama item | item barang | "
            "judul produk"
        ),
        "description": "deskripsi | keterangan | catatan | penerangan | huraian",
        "variant": "variasi | nama variasi | varian | ukuran | warna | pilihan | saiz | opsi",
        "quantity": (
            "jumlah | kuantitas | banyak | banyaknya | kuantiti | bilangan | jml | pcs barang"
        ),
        "units": (
            "terjual | jumlah terjual | qty terjual | jumlah jual | jumlah produk dibeli | "
            "keluar | barang keluar | stok keluar | kuantiti dijual | unit terjual"
        ),
        "received": (
            "masuk | barang masuk | stok masuk | diterima | jumlah diterima | jumlah masuk | "
            "qty masuk | kuantiti diterima | jumlah beli"
        ),
        "on_hand": (
            "stok | sisa stok | stok akhir | stok saat ini | stok tersedia | jumlah stok | "
            "persediaan | tersedia | sisa | stok gudang | stok barang | saldo stok | baki stok | "
            "stok semasa | inventori | baki"
        ),
        "on_order": (
            "dipesan | sedang dipesan | dalam perjalanan | stok dalam perjalanan | akan datang"
        ),
        "committed": "dipesan pembeli | stok dipesan | direservasi | ditempah | belum dikirim",
        "returned_units": (
            "jumlah retur | retur | qty retur | jumlah dikembalikan | kuantiti dipulangkan"
        ),
        "unit_price": "harga satuan | harga per unit | harga per pcs | harga/pcs | harga seunit",
        "line_total": (
            "total | subtotal | total harga | jumlah harga | total harga produk | "
            "total penjualan | omzet | omset | nilai | jumlah bayaran | jumlah jualan | pendapatan"
        ),
        "cost": (
            "harga beli | harga modal | modal | hpp | harga pokok | biaya | kos | harga kos | "
            "kos seunit"
        ),
        "price": (
            "harga | harga jual | harga setelah diskon | harga awal | harga jualan | "
            "harga eceran | harga runcit | harga produk"
        ),
        "category": (
            "kategori | kategori produk | kelompok | jenis barang | jenis produk | golongan"
        ),
        "channel": (
            "saluran | saluran penjualan | toko | platform | marketplace | kanal | sumber | "
            "cabang | kedai | saluran jualan"
        ),
        "status": (
            "status pesanan | status order | status terakhir | status pembayaran | status bayaran"
        ),
        "paid": "lunas | sudah dibayar | sudah bayar | dibayar",
        "kind": "tipe transaksi | jenis transaksi | tipe | jenis | jenis urus niaga",
        "other_units": "jumlah rusak | rusak",
        "other_numbers": (
            "nomor urut | no urut | tahun | berat | panjang | lebar | tinggi | penilaian | "
            "ulasan | impresi | klik | dilihat | kunjungan | pengunjung | favorit"
        ),
        "booked": "debit | kredit",
        "currency": "mata uang | mata wang",
        "supplier": (
            "pemasok | nama supplier | nama pemasok | pembekal | nama pembekal | distributor"
        ),
        "place": "gudang | lokasi | rak | tempat | lokasi gudang | gudang penyimpanan",
        "batch": "lot | nomor batch | no. batch | kode batch | kelompok produksi",
        "lead_time_days": (
            "waktu tunggu | lama pengiriman | waktu pengiriman | lama pemesanan | masa penghantaran"
        ),
        "moq_units": (
            "minimum order | minimal order | pesanan minimum | minimal pembelian | "
            "minimum pembelian | pesanan minimum supplier"
        ),
        "pack_size_units": "isi per dus | isi per karton | isi per pak | isi kemasan | isi dus",
        "shelf_life_days": "masa simpan | umur simpan | jangka hayat",
        "reorder_point": (
            "stok minimum | stok minimal | titik pemesanan ulang | batas minimum stok | "
            "batas stok minimum | stok min | paras pesanan semula"
        ),
        "target_stock": "stok maksimum | stok maksimal | stok ideal | stok maks",
        "service_level": "tingkat layanan | tingkat pelayanan",
        "order_cost": "biaya pemesanan | biaya pesan",
        "salvage_value": "nilai sisa | harga obral",
        "like_sku": "produk serupa",
        "one_shot": "musiman | bermusim",
        "discontinued": "dihentikan | tidak diproduksi lagi | tidak dijual lagi",
        "no_order_until": "jangan pesan sampai",
    },
    unshipped=(
        "perlu dikirim | siap dikirim | menunggu pengiriman | diproses | sedang diproses | "
        "untuk dihantar | belum dikirim"
    ),
    shipped=(
        "dikirim | telah dikirim | terkirim | selesai | sampai tujuan | diterima | sedang dikirim"
    ),
    sold=(
        "selesai | dikirim | sedang dikirim | telah dikirim | terkirim | perlu dikirim | lunas | "
        "dibayar | sudah dibayar | sudah bayar | diproses | sedang diproses | diterima | "
        "pesanan selesai | pesanan diproses | siap dikirim | dalam pengiriman | sampai tujuan | "
        "tiba di tujuan | dihantar | telah dihantar | untuk dihantar | sedang dihantar | "
        "dalam penghantaran | telah dibayar | disahkan | dikonfirmasi | terjual | "
        "menunggu pengiriman"
    ),
    cancelled=(
        "batal | dibatalkan | pesanan dibatalkan | gagal | ditolak | kedaluwarsa | draf | "
        "uji coba | terbatal | pembatalan"
    ),
    unpaid=(
        "belum bayar | belum dibayar | menunggu pembayaran | menunggu bayaran | belum lunas | "
        "belum dijelaskan"
    ),
    returned=(
        "dikembalikan | pengembalian | retur | diretur | dana dikembalikan | pengembalian dana | "
        "pengembalian barang | refund selesai | gagal kirim | gagal dikirim | pengiriman gagal | "
        "dipulangkan | bayaran balik | pemulangan | penghantaran gagal"
    ),
    ask="menunggu | menunggu konfirmasi | tertunda | ditahan | baru | pesanan baru",
    sale="penjualan | pesanan | jualan | order | keluar | barang keluar",
    bought="masuk | pembelian | beli | barang masuk",
    refund=(
        "pengembalian dana | pengembalian | retur | retur penjualan | bayaran balik | pemulangan"
    ),
    no_sale=(
        "biaya | biaya layanan | biaya admin | komisi | penarikan dana | penarikan | transfer | "
        "pencairan | penyesuaian | ongkir | ongkos kirim | pajak | iklan | yuran | cukai | "
        "pelarasan | pengeluaran wang | pindahan"
    ),
    yes="ya | sudah | benar",
    no="tidak | belum | salah | bukan",
    nothing="tidak ada | tanpa sku | kosong | tiada | belum ada",
    own_text=(
        "ukiran | teks ukiran | teks kustom | personalisasi | catatan dari pembeli | "
        "catatan pembeli | pesan pembeli | pesan dari pembeli | mesej pembeli"
    ),
    sums=(
        "total | jumlah | jumlah total | total keseluruhan | jumlah besar | rata rata | purata | "
        "subtotal"
    ),
    personal=(
        "pembeli | nama pembeli | pelanggan | penerima | nama penerima | alamat | kota/kabupaten | "
        "provinsi | kode pos | poskod | no. telepon | nomor telepon | telepon | no. hp | "
        "nomor hp | no. telefon | nombor telefon | email | npwp | username (pembeli)"
    ),
    services=(
        "ongkir | ongkos kirim | biaya kirim | biaya pengiriman | pengiriman | gratis ongkir | "
        "penghantaran | kos penghantaran | caj penghantaran | diskon | diskaun | kupon | voucher | "
        "baucar | biaya | biaya admin | biaya layanan | komisi | pajak | cukai | ppn | "
        "kartu hadiah | kad hadiah | bungkus kado | asuransi | penyesuaian | pelarasan | "
        "pembulatan | pengembalian dana | bayaran balik | total | jumlah | jumlah total | "
        "total keseluruhan | jumlah besar"
    ),
)
