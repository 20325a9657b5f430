"""Vietnamese words in sheets of the seller's own."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        "day": "ngày | tháng | tuần | ngày tháng | thời gian | kỳ",
        "sold_day": (
            "ngày bán | ngày đặt hàng | ngày đặt | ngày bán hàng | ngày thanh toán | "
            "thời gian thanh toán | thời gian thanh toán đơn hàng | thời gian đặt hàng | "
            "thời gian tạo đơn hàng | ngày tạo đơn | ngày hóa đơn | ngày hoá đơn | ngày xuất | "
            "ngày giao dịch"
        ),
        "received_day": "ngày nhập | ngày nhập hàng | ngày nhập kho | ngày nhận | ngày nhận hàng",
        "count_day": "ngày kiểm kê | ngày kiểm kho | ngày kiểm hàng | ngày tồn kho",
        "other_day": (
            "ngày tạo | ngày cập nhật | cập nhật lần cuối | ngày đăng | hạn sử dụng | hsd | "
            "ngày hết hạn | ngày sản xuất | nsx | thời gian tạo"
        ),
        "promised_day": "gửi trước ngày | giao trước ngày | hạn giao hàng",
        "order_id": (
            "mã đơn hàng | mã đơn | số đơn hàng | đơn hàng | mã hóa đơn | mã hoá đơn | "
            "số hóa đơn | số hoá đơn | hóa đơn | hoá đơn | id đơn hàng | số chứng từ bán"
        ),
        "document": (
            "mã phiếu nhập | phiếu nhập | số phiếu nhập | đơn đặt hàng nhập | mã đặt hàng nhập | "
            "phiếu giao hàng | mã nhập hàng"
        ),
        "sku": (
            "mã hàng | mã sản phẩm | mã sp | mã hàng hóa | mã hàng hoá | sku sản phẩm | "
            "sku phân loại hàng | mã | mã vật tư | mã sku | sku người bán ; mã vạch"
        ),
        "name": (
            "tên sản phẩm | tên hàng | tên sp | tên hàng hóa | tên hàng hoá | sản phẩm | "
            "hàng hóa | hàng hoá | mặt hàng | tên mặt hàng | tên"
        ),
        "description": "mô tả | mô tả sản phẩm | ghi chú | diễn giải | chi tiết",
        "variant": (
            "phân loại | phân loại hàng | tên phân loại hàng | biến thể | thuộc tính | màu | "
            "màu sắc | kích thước | kích cỡ | cỡ | mẫu mã"
        ),
        "quantity": "số lượng | sl | s.lượng | số lượng (cái) | cái | chiếc",
        "units": (
            "đã bán | số lượng bán | sl bán | số lượng đã bán | xuất | số lượng xuất | sl xuất | "
            "xuất trong kỳ | xuất kho"
        ),
        "received": (
            "nhập | số lượng nhập | sl nhập | đã nhận | số lượng nhận | nhập trong kỳ | nhập kho | "
            "số lượng mua"
        ),
        "on_hand": (
            "tồn kho | tồn | số lượng tồn | sl tồn | tồn cuối | tồn cuối kỳ | tồn hiện tại | "
            "hàng tồn | hàng tồn kho | kho hàng | có sẵn | số lượng tồn kho | tồn kho hiện tại | "
            "có thể bán"
        ),
        "on_order": "đang về | hàng đang về | đang đặt | đặt ncc | đang nhập | đã đặt hàng",
        "committed": "khách đặt | giữ hàng | đã giữ | đang giao dịch | chờ giao",
        "returned_units": "số lượng trả | sl trả | số lượng trả lại | số lượng trả hàng",
        "unit_price": "đơn giá | giá mỗi sản phẩm | giá/sp",
        "line_total": (
            "thành tiền | tổng tiền | tổng cộng | tổng | doanh thu | tổng giá bán | "
            "tổng giá bán (sản phẩm) | doanh số | tiền hàng | tổng tiền hàng"
        ),
        "cost": "giá vốn | giá nhập | giá mua | đơn giá nhập | giá gốc nhập | chi phí",
        "price": "giá bán | giá | giá bán lẻ | giá ưu đãi | giá niêm yết | giá lẻ",
        "category": "danh mục | nhóm hàng | loại hàng | nhóm sản phẩm | ngành hàng | loại sản phẩm",
        "channel": (
            "kênh | kênh bán | kênh bán hàng | cửa hàng | sàn | nguồn | nguồn đơn | chi nhánh"
        ),
        "status": "trạng thái | trạng thái đơn hàng | tình trạng | trạng thái thanh toán",
        "paid": "đã thanh toán | đã trả tiền | thanh toán",
        "kind": "loại giao dịch | loại phiếu | loại chứng từ | loại",
        "other_units": "số lượng hỏng | hàng hỏng",
        "other_numbers": (
            "stt | số thứ tự | năm | trọng lượng | khối lượng | chiều dài | chiều rộng | "
            "chiều cao | đánh giá | lượt xem | lượt nhấp | lượt hiển thị | lượt truy cập | "
            "lượt thích"
        ),
        "booked": "nợ | có",
        "currency": "tiền tệ | loại tiền | đơn vị tiền tệ",
        "supplier": "nhà cung cấp | ncc | tên nhà cung cấp | nhà sản xuất",
        "place": "kho | vị trí | tên kho | kệ | ngăn",
        "batch": "lô | số lô | lô hàng | mã lô",
        "lead_time_days": "thời gian giao hàng | thời gian nhập hàng | số ngày giao hàng",
        "lead_time_shortest_days": "thời gian giao hàng ngắn nhất",
        "lead_time_longest_days": "thời gian giao hàng dài nhất",
        "moq_units": (
            "số lượng đặt tối thiểu | đặt hàng tối thiểu | số lượng tối thiểu | đặt tối thiểu"
        ),
        "pack_size_units": "quy cách | quy cách đóng gói | số lượng/thùng | số lượng mỗi thùng",
        "shelf_life_days": "thời hạn sử dụng | số ngày sử dụng",
        "reorder_point": (
            "tồn tối thiểu | định mức tồn ít nhất | tồn nhỏ nhất | tồn kho tối thiểu | "
            "điểm đặt hàng lại | mức đặt hàng lại | tồn ít nhất"
        ),
        "target_stock": (
            "tồn tối đa | định mức tồn nhiều nhất | tồn lớn nhất | tồn kho tối đa | tồn nhiều nhất"
        ),
        "service_level": "mức phục vụ | mức độ phục vụ",
        "holding_rate": "tỷ lệ chi phí lưu kho",
        "order_cost": "chi phí đặt hàng",
        "review_period_days": "chu kỳ kiểm tra",
        "salvage_value": "giá trị thanh lý | giá thanh lý",
        "like_sku": "sản phẩm tương tự",
        "one_shot": "theo mùa | hàng theo mùa",
        "discontinued": "ngừng kinh doanh | ngừng bán | ngừng sản xuất",
        "no_order_until": "không đặt hàng đến | không đặt hàng trước ngày",
    },
    unshipped=(
        "chờ lấy hàng | chờ vận chuyển | đang xử lý | đã đóng gói | sẵn sàng giao | "
        "chưa giao | chưa gửi"
    ),
    shipped=(
        "đã giao | đã giao hàng | đang giao | đang giao hàng | đã gửi | đã gửi hàng | "
        "hoàn thành | đã hoàn thành | hoàn tất | giao thành công | đã xuất kho"
    ),
    sold=(
        "hoàn thành | đã hoàn thành | đã hoàn tất | hoàn tất | đã giao | đã giao hàng | "
        "đang giao | đang giao hàng | đang vận chuyển | đã thanh toán | đã gửi | đã gửi hàng | "
        "chờ giao hàng | chờ lấy hàng | chờ vận chuyển | đang xử lý | đã xác nhận | đã nhận hàng | "
        "giao thành công | giao hàng thành công | thành công | đã xuất kho | đã đóng gói | "
        "sẵn sàng giao"
    ),
    cancelled=(
        "đã hủy | đã huỷ | hủy | huỷ | hủy đơn | huỷ đơn | thất bại | từ chối | nháp | phiếu tạm | "
        "hết hạn | thử nghiệm | đơn nháp"
    ),
    unpaid="chưa thanh toán | chờ thanh toán | chưa trả tiền",
    returned=(
        "đã trả hàng | trả hàng | đã hoàn tiền | hoàn tiền | trả hàng/hoàn tiền | đã trả | "
        "đã hoàn trả | hoàn hàng | đã hoàn hàng | không giao được | giao thất bại | "
        "giao hàng thất bại | giao hàng không thành công | giao không thành công | đang hoàn hàng"
    ),
    ask="chờ xác nhận | chờ xử lý | đang chờ | mới | đơn mới | tạm giữ",
    sale="bán | bán hàng | đơn hàng | hóa đơn | hoá đơn | xuất | xuất kho | xuất bán",
    bought="nhập | nhập kho | nhập hàng | mua hàng",
    refund="hoàn tiền | trả hàng | khách trả hàng | hoàn trả",
    no_sale=(
        "phí | hoa hồng | rút tiền | chuyển khoản | thanh toán | điều chỉnh | phí vận chuyển | "
        "thuế | quảng cáo | chuyển kho | kiểm kho | nhập hàng"
    ),
    yes="có | rồi | đúng",
    no="không | chưa | sai",
    nothing="không có | chưa có | trống | không có sku | không rõ",
    own_text=(
        "khắc tên | nội dung khắc | cá nhân hóa | cá nhân hoá | lời nhắn của người mua | "
        "nhận xét từ người mua | ghi chú của khách"
    ),
    sums="tổng | tổng cộng | cộng | tổng số | trung bình | bình quân | lũy kế | luỹ kế",
    personal=(
        "người mua | tên người mua | khách hàng | tên khách | mã khách | người nhận | "
        "tên người nhận | họ tên | họ và tên | địa chỉ | tỉnh/thành phố | tp / quận / huyện | "
        "quận | phường | số điện thoại | điện thoại | sđt | email | cccd | mã số thuế"
    ),
    services=(
        "phí vận chuyển | phí ship | phí giao hàng | vận chuyển | miễn phí vận chuyển | giảm giá | "
        "chiết khấu | mã giảm giá | voucher | phí | phí dịch vụ | hoa hồng | thuế | vat | "
        "thẻ quà tặng | gói quà | điều chỉnh | làm tròn | hoàn tiền | tổng | tổng cộng | cộng"
    ),
)
