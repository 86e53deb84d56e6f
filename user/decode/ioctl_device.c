// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of small devices: clocks for the network, pins, counters, watchdogs,
 * infrared receivers, trusted environments.
 */
#include <linux/counter.h>
#include <linux/gpio.h>
#include <linux/lirc.h>
#include <linux/ptp_clock.h>
#include <linux/tee.h>
#include <linux/watchdog.h>

#include "decode/common.h"
#include "decode/ioctl.h"

/* --- PTP clocks ---------------------------------------------------------------------- */

#define PT(m, t, ...)	FIELD(struct ptp_clock_time, m, t, ##__VA_ARGS__)
static const struct sct_type t_ptp_time = STRUCT(struct ptp_clock_time,
	PT(sec, T_S64), PT(nsec, T_UINT), PT(reserved, T_HEX32, .nonzero = true));

/* The same as a date. */
static void print_ptp_date(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	(void)t;
	sct_print_struct(p, &t_ptp_time, v);
	if (p->opt->const_style != SCT_CONST_RAW)
		sct_put_date(p, (int64_t)SCT_LOAD(v, struct ptp_clock_time, sec),
			     SCT_LOAD(v, struct ptp_clock_time, nsec), 9);
}

static const struct sct_type t_ptp_date = {
	.print = print_ptp_date, .size = { sizeof(struct ptp_clock_time), sizeof(struct ptp_clock_time) },
};

#define PC(m)		FIELD(struct ptp_clock_caps, m, T_INT)
static const struct sct_type t_ptp_caps = STRUCT(struct ptp_clock_caps,
	PC(max_adj), PC(n_alarm), PC(n_ext_ts), PC(n_per_out), PC(pps), PC(n_pins),
	PC(cross_timestamping), PC(adjust_phase),
	FIELD(struct ptp_clock_caps, rsv, WHOLE(T_HEX32), .nonzero = true));

#define PX(m, t, ...)	FIELD(struct ptp_extts_request, m, t, ##__VA_ARGS__)
#define PX_HEAD		PX(index, T_UINT), PX(flags, FLAGS(ptp_extts_flags))
static const struct sct_type t_ptp_extts = STRUCT(struct ptp_extts_request, PX_HEAD);
static const struct sct_type t_ptp_extts2 = STRUCT(struct ptp_extts_request, PX_HEAD,
	PX(rsv, WHOLE(T_HEX32), .nonzero = true));

static bool has_phase(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct ptp_perout_request, flags) & PTP_PEROUT_PHASE;
}

static bool has_start(const struct sct_printer *p, const struct sct_value *s)
{
	return !has_phase(p, s);
}

static bool has_duty_cycle(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct ptp_perout_request, flags) & PTP_PEROUT_DUTY_CYCLE;
}

#define PP(m, t, ...)	FIELD(struct ptp_perout_request, m, t, ##__VA_ARGS__)
#define PP_HEAD \
	PP(phase, &t_ptp_time, .when = has_phase), PP(start, &t_ptp_date, .when = has_start), \
	PP(period, &t_ptp_time), PP(index, T_UINT), PP(flags, FLAGS(ptp_perout_flags))
static const struct sct_type t_ptp_perout = STRUCT(struct ptp_perout_request, PP_HEAD,
	PP(on, &t_ptp_time, .when = has_duty_cycle));
static bool has_reserved(const struct sct_printer *p, const struct sct_value *s)
{
	return !has_duty_cycle(p, s);
}
static const struct sct_type t_ptp_perout2 = STRUCT(struct ptp_perout_request, PP_HEAD,
	PP(on, &t_ptp_time, .when = has_duty_cycle),
	PP(rsv, WHOLE(T_HEX32), .when = has_reserved, .nonzero = true));

/* Two times for each sample, and one more. */
static void print_ptp_samples(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t nr = SCT_LOAD(v->outer, struct ptp_sys_offset, n_samples);

	if (nr > PTP_MAX_SAMPLES)
		nr = PTP_MAX_SAMPLES;
	sct_put_array(p, t, v->addr, 2 * nr + 1);
}

static const struct sct_type t_ptp_samples = {
	.print = print_ptp_samples, .elem = &t_ptp_date, .flags = SCT_T_RAW_PTR,
	.len = { .from = SCT_LEN_PTR32 },
};

#define PO(m, t, ...)	FIELD(struct ptp_sys_offset, m, t, ##__VA_ARGS__)
static const struct sct_type t_ptp_offset = DIALOGUE(struct ptp_sys_offset, 2, SCT_ANSWER_MORE,
	PO(n_samples, T_UINT), PO(rsv, WHOLE(T_HEX32), .nonzero = true),
	PO(ts, &t_ptp_samples));

static const struct sct_type t_ptp_triple = {
	.print = sct_print_inner_array, .elem = &t_ptp_date, .size = { 48, 48 },
};
#define PE(m, t, ...)	FIELD(struct ptp_sys_offset_extended, m, t, ##__VA_ARGS__)
static const struct sct_type t_ptp_extended =
	DIALOGUE(struct ptp_sys_offset_extended, 2, SCT_ANSWER_MORE,
		 PE(n_samples, T_UINT), PE(rsv, WHOLE(T_HEX32), .nonzero = true),
		 PE(ts, COUNTED(&t_ptp_triple, struct ptp_sys_offset_extended, n_samples)));

#define PR(m, t, ...)	FIELD(struct ptp_sys_offset_precise, m, t, ##__VA_ARGS__)
static const struct sct_type t_ptp_precise = STRUCT(struct ptp_sys_offset_precise,
	PR(device, &t_ptp_date), PR(sys_realtime, &t_ptp_date), PR(sys_monoraw, &t_ptp_date),
	PR(rsv, WHOLE(T_HEX32), .nonzero = true));

#define PD(m, t, ...)	FIELD(struct ptp_pin_desc, m, t, ##__VA_ARGS__)
#define PD_RSV		PD(rsv, WHOLE(T_HEX32), .nonzero = true)
#define PD_FUNC		PD(func, ENUM(ptp_pin_functions)), PD(chan, T_UINT)
static const struct sct_type t_ptp_get_pin = DIALOGUE(struct ptp_pin_desc, 1, SCT_ANSWER_MORE,
	PD(index, T_UINT), PD(name, T_CSTR), PD_FUNC);
static const struct sct_type t_ptp_get_pin2 = DIALOGUE(struct ptp_pin_desc, 2, SCT_ANSWER_MORE,
	PD(index, T_UINT), PD_RSV, PD(name, T_CSTR), PD_FUNC);
static const struct sct_type t_ptp_set_pin = STRUCT(struct ptp_pin_desc,
	PD(index, T_UINT), PD_FUNC);
static const struct sct_type t_ptp_set_pin2 = STRUCT(struct ptp_pin_desc,
	PD(index, T_UINT), PD_FUNC, PD_RSV);

/* --- Pins --------------------------------------------------------------------------- */

#define GC(m, t)	FIELD(struct gpiochip_info, m, t)
static const struct sct_type t_gpio_chip = STRUCT(struct gpiochip_info,
	GC(name, T_CSTR), GC(label, T_CSTR), GC(lines, T_UINT));

#define GL(m, t)	FIELD(struct gpioline_info, m, t)
static const struct sct_type t_gpio_line = DIALOGUE(struct gpioline_info, 1, SCT_ANSWER_APART,
	GL(line_offset, T_UINT), GL(flags, FLAGS(gpio_line_flags)), GL(name, T_CSTR),
	GL(consumer, T_CSTR));
static const struct sct_type t_gpio_unwatch = STRUCT(uint32_t,
	{ .name = "offset", .type = T_UINT, .size = { 4, 4 } });

#define GH(m, t)	FIELD(struct gpiohandle_request, m, t)
static const struct sct_type t_gpio_handle =
	DIALOGUE(struct gpiohandle_request, 5, SCT_ANSWER_APART, GH(lines, T_UINT),
		 GH(lineoffsets, COUNTED(T_UINT, struct gpiohandle_request, lines)),
		 GH(flags, FLAGS(gpio_handle_flags)),
		 GH(default_values, COUNTED(T_U8, struct gpiohandle_request, lines)),
		 GH(consumer_label, T_CSTR), GH(fd, T_FD));

#define GE(m, t)	FIELD(struct gpioevent_request, m, t)
static const struct sct_type t_gpio_event =
	DIALOGUE(struct gpioevent_request, 4, SCT_ANSWER_APART, GE(lineoffset, T_UINT),
		 GE(handleflags, FLAGS(gpio_handle_flags)), GE(eventflags, FLAGS(gpio_event_flags)),
		 GE(consumer_label, T_CSTR), GE(fd, T_FD));

static const struct sct_type t_gpio_data = STRUCT(struct gpiohandle_data,
	FIELD(struct gpiohandle_data, values, WHOLE(T_U8)));
#define GS(m, t)	FIELD(struct gpiohandle_config, m, t)
static const struct sct_type t_gpio_config = STRUCT(struct gpiohandle_config,
	GS(flags, FLAGS(gpio_handle_flags)), GS(default_values, WHOLE(T_U8)));

static uint64_t attribute_id(const struct sct_value *s)
{
	return SCT_LOAD(s, struct gpio_v2_line_attribute, id);
}

#define ATTRIBUTE_IS(fn, i) \
	static bool fn(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		(void)p; \
		return attribute_id(s) == (i); \
	}
ATTRIBUTE_IS(is_flags, GPIO_V2_LINE_ATTR_ID_FLAGS)
ATTRIBUTE_IS(is_values, GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES)
ATTRIBUTE_IS(is_debounce, GPIO_V2_LINE_ATTR_ID_DEBOUNCE)

static bool is_other(const struct sct_printer *p, const struct sct_value *s)
{
	return !is_flags(p, s) && !is_values(p, s) && !is_debounce(p, s);
}

#define GA(m, t, ...)	FIELD(struct gpio_v2_line_attribute, m, t, ##__VA_ARGS__)
static const struct sct_type t_gpio_attribute = STRUCT(struct gpio_v2_line_attribute,
	GA(id, T_UINT, .when = is_other), GA(padding, T_HEX32, .nonzero = true),
	GA(flags, FLAGS_U64(gpio_v2_flags), .when = is_flags),
	GA(values, T_HEX64, .when = is_values),
	GA(debounce_period_us, T_UINT, .when = is_debounce),
	FIELD_AS("data", struct gpio_v2_line_attribute, values, T_HEX64, .when = is_other));

#define GM(m, t)	FIELD(struct gpio_v2_line_config_attribute, m, t)
static const struct sct_type t_gpio_masked = STRUCT(struct gpio_v2_line_config_attribute,
	GM(attr, &t_gpio_attribute), GM(mask, T_HEX64));

static bool has_attributes(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct gpio_v2_line_config, num_attrs);
}

static bool info_has_attributes(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct gpio_v2_line_info, num_attrs);
}

#define G2(m, t, ...)	FIELD(struct gpio_v2_line_config, m, t, ##__VA_ARGS__)
static const struct sct_type t_gpio_v2_config = STRUCT(struct gpio_v2_line_config,
	G2(flags, FLAGS_U64(gpio_v2_flags)), G2(num_attrs, T_UINT),
	G2(padding, ARRAY_OF(T_HEX32), .nonzero = true),
	G2(attrs, COUNTED(&t_gpio_masked, struct gpio_v2_line_config, num_attrs),
	   .when = has_attributes));

#define GI(m, t, ...)	FIELD(struct gpio_v2_line_info, m, t, ##__VA_ARGS__)
static const struct sct_type t_gpio_v2_info =
	DIALOGUE(struct gpio_v2_line_info, 1, SCT_ANSWER_APART, GI(offset, T_UINT),
		 GI(name, T_CSTR), GI(consumer, T_CSTR), GI(flags, FLAGS_U64(gpio_v2_flags)),
		 GI(num_attrs, T_UINT),
		 GI(attrs, COUNTED(&t_gpio_attribute, struct gpio_v2_line_info, num_attrs),
		    .when = info_has_attributes),
		 GI(padding, ARRAY_OF(T_HEX32), .nonzero = true));

#define GR(m, t, ...)	FIELD(struct gpio_v2_line_request, m, t, ##__VA_ARGS__)
static const struct sct_type t_gpio_v2_request =
	DIALOGUE(struct gpio_v2_line_request, 6, SCT_ANSWER_APART, GR(num_lines, T_UINT),
		 GR(offsets, COUNTED(T_UINT, struct gpio_v2_line_request, num_lines)),
		 GR(consumer, T_CSTR), GR(config, &t_gpio_v2_config),
		 GR(event_buffer_size, T_UINT, .nonzero = true),
		 GR(padding, ARRAY_OF(T_HEX32), .nonzero = true), GR(fd, T_FD));

#define GV(m)		FIELD(struct gpio_v2_line_values, m, T_HEX64)
static const struct sct_type t_gpio_v2_set = STRUCT(struct gpio_v2_line_values, GV(bits), GV(mask));
static const struct sct_type t_gpio_v2_get =
	DIALOGUE(struct gpio_v2_line_values, 1, SCT_ANSWER_APART, GV(mask), GV(bits));

/* --- Counters ------------------------------------------------------------------------ */

#define CC(m, t)	FIELD(struct counter_component, m, t)
static const struct sct_type t_counter_component = STRUCT(struct counter_component,
	CC(type, ENUM_U8(counter_components)), CC(scope, ENUM_U8(counter_scopes)),
	CC(parent, T_U8), CC(id, T_U8));
#define CW(m, t)	FIELD(struct counter_watch, m, t)
static const struct sct_type t_counter_watch = STRUCT(struct counter_watch,
	CW(component, &t_counter_component), CW(event, ENUM_U8(counter_events)),
	CW(channel, T_U8));

/* --- Trusted environments -------------------------------------------------------------- */

/* What a client may do depends on who made the environment. */
static void print_tee_caps(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	(void)t;
	switch (SCT_LOAD(v->outer, struct tee_ioctl_version_data, impl_id)) {
	case TEE_IMPL_ID_OPTEE:
		sct_put_flags(p, &sct_set_tee_optee_caps, v->v);
		break;
	default:
		sb_hex(p->sb, v->v);
	}
}

static const struct sct_type t_tee_caps = { .print = print_tee_caps };

#define TV(m, t)	FIELD(struct tee_ioctl_version_data, m, t)
static const struct sct_type t_tee_version = STRUCT(struct tee_ioctl_version_data,
	TV(impl_id, ENUM(tee_implementations)), TV(gen_caps, FLAGS(tee_caps)),
	TV(impl_caps, &t_tee_caps));

#define TA(m, t)	FIELD(struct tee_ioctl_shm_alloc_data, m, t)
#define TA_SIZE		TA(size, T_HEX64), TA(flags, FLAGS(tee_shm_flags))
static const struct sct_type t_tee_alloc =
	DIALOGUE(struct tee_ioctl_shm_alloc_data, 2, SCT_ANSWER_APART, TA_SIZE, TA_SIZE,
		 TA(id, T_INT));

#define TR(m, t)	FIELD(struct tee_ioctl_shm_register_data, m, t)
#define TR_SIZE		TR(length, T_HEX64), TR(flags, FLAGS(tee_shm_flags))
static const struct sct_type t_tee_register =
	DIALOGUE(struct tee_ioctl_shm_register_data, 3, SCT_ANSWER_APART, TR(addr, T_ADDR),
		 TR_SIZE, TR_SIZE, TR(id, T_INT));

static const struct sct_type t_tee_close = STRUCT(struct tee_ioctl_close_session_arg,
	FIELD(struct tee_ioctl_close_session_arg, session, T_HEX32));
static const struct sct_type t_tee_cancel = STRUCT(struct tee_ioctl_cancel_arg,
	FIELD(struct tee_ioctl_cancel_arg, cancel_id, T_UINT),
	FIELD(struct tee_ioctl_cancel_arg, session, T_HEX32));

#define TB(m, t)	FIELD(struct tee_ioctl_buf_data, m, t)
static const struct sct_type t_tee_buffer = STRUCT(struct tee_ioctl_buf_data,
	TB(buf_len, T_U64), TB(buf_ptr, T_ADDR));

/* --- Requests ---------------------------------------------------------------------- */

#define GET_HEX		ARGS(OUT(T_HEX32))
#define SET_HEX		ARGS(IN(T_HEX32))

static const struct sct_case cases[] = {
	CASE(PTP_CLOCK_GETCAPS, ARGS(BARE(OUT(&t_ptp_caps)))),
	CASE(PTP_CLOCK_GETCAPS2, ARGS(BARE(OUT(&t_ptp_caps)))),
	CASE(PTP_EXTTS_REQUEST, ARGS(BARE(IN(&t_ptp_extts)))),
	CASE(PTP_EXTTS_REQUEST2, ARGS(BARE(IN(&t_ptp_extts2)))),
	CASE(PTP_PEROUT_REQUEST, ARGS(BARE(IN(&t_ptp_perout)))),
	CASE(PTP_PEROUT_REQUEST2, ARGS(BARE(IN(&t_ptp_perout2)))),
	CASE(PTP_ENABLE_PPS, ARGS(T_HEXLONG)), CASE(PTP_ENABLE_PPS2, ARGS(T_HEXLONG)),
	CASE(PTP_SYS_OFFSET, ARGS(BARE(&t_ptp_offset))),
	CASE(PTP_SYS_OFFSET2, ARGS(BARE(&t_ptp_offset))),
	CASE(PTP_SYS_OFFSET_EXTENDED, ARGS(BARE(&t_ptp_extended))),
	CASE(PTP_SYS_OFFSET_EXTENDED2, ARGS(BARE(&t_ptp_extended))),
	CASE(PTP_SYS_OFFSET_PRECISE, ARGS(BARE(OUT(&t_ptp_precise)))),
	CASE(PTP_SYS_OFFSET_PRECISE2, ARGS(BARE(OUT(&t_ptp_precise)))),
	CASE(PTP_PIN_GETFUNC, ARGS(BARE(&t_ptp_get_pin))),
	CASE(PTP_PIN_GETFUNC2, ARGS(BARE(&t_ptp_get_pin2))),
	CASE(PTP_PIN_SETFUNC, ARGS(BARE(IN(&t_ptp_set_pin)))),
	CASE(PTP_PIN_SETFUNC2, ARGS(BARE(IN(&t_ptp_set_pin2)))),

	CASE(GPIO_GET_CHIPINFO_IOCTL, GET(t_gpio_chip)),
	CASE(GPIO_GET_LINEINFO_UNWATCH_IOCTL, SET(t_gpio_unwatch)),
	CASE(GPIO_GET_LINEINFO_IOCTL, BOTH(t_gpio_line)),
	CASE(GPIO_GET_LINEINFO_WATCH_IOCTL, BOTH(t_gpio_line)),
	CASE(GPIO_GET_LINEHANDLE_IOCTL, BOTH(t_gpio_handle)),
	CASE(GPIO_GET_LINEEVENT_IOCTL, BOTH(t_gpio_event)),
	CASE(GPIOHANDLE_GET_LINE_VALUES_IOCTL, GET(t_gpio_data)),
	CASE(GPIOHANDLE_SET_LINE_VALUES_IOCTL, SET(t_gpio_data)),
	CASE(GPIOHANDLE_SET_CONFIG_IOCTL, SET(t_gpio_config)),
	CASE(GPIO_V2_GET_LINEINFO_IOCTL, BOTH(t_gpio_v2_info)),
	CASE(GPIO_V2_GET_LINEINFO_WATCH_IOCTL, BOTH(t_gpio_v2_info)),
	CASE(GPIO_V2_GET_LINE_IOCTL, BOTH(t_gpio_v2_request)),
	CASE(GPIO_V2_LINE_SET_CONFIG_IOCTL, SET(t_gpio_v2_config)),
	CASE(GPIO_V2_LINE_GET_VALUES_IOCTL, BOTH(t_gpio_v2_get)),
	CASE(GPIO_V2_LINE_SET_VALUES_IOCTL, SET(t_gpio_v2_set)),

	CASE(COUNTER_ADD_WATCH_IOCTL, SET(t_counter_watch)),
	CASE(COUNTER_ENABLE_EVENTS_IOCTL, NOTHING), CASE(COUNTER_DISABLE_EVENTS_IOCTL, NOTHING),

	CASE(WDIOC_GETSTATUS, GET_INT), CASE(WDIOC_GETBOOTSTATUS, GET_INT),
	CASE(WDIOC_GETTEMP, GET_INT), CASE(WDIOC_GETTIMEOUT, GET_INT),
	CASE(WDIOC_GETPRETIMEOUT, GET_INT), CASE(WDIOC_GETTIMELEFT, GET_INT),
	CASE(WDIOC_SETTIMEOUT, ARGS(INOUT(T_INT))), CASE(WDIOC_SETPRETIMEOUT, ARGS(INOUT(T_INT))),
	CASE(WDIOC_KEEPALIVE, NOTHING),

	CASE(LIRC_GET_FEATURES, ARGS(OUT(FLAGS(lirc_features)))),
	CASE(LIRC_GET_SEND_MODE, ARGS(OUT(ENUM(lirc_modes)))),
	CASE(LIRC_GET_REC_MODE, ARGS(OUT(ENUM(lirc_modes)))),
	CASE(LIRC_SET_SEND_MODE, ARGS(IN(ENUM(lirc_modes)))),
	CASE(LIRC_SET_REC_MODE, ARGS(IN(ENUM(lirc_modes)))),
	CASE(LIRC_GET_REC_RESOLUTION, GET_UINT), CASE(LIRC_GET_MIN_TIMEOUT, GET_UINT),
	CASE(LIRC_GET_MAX_TIMEOUT, GET_UINT), CASE(LIRC_GET_LENGTH, GET_UINT),
	CASE(LIRC_GET_REC_TIMEOUT, GET_UINT), CASE(LIRC_SET_SEND_CARRIER, SET_UINT),
	CASE(LIRC_SET_REC_CARRIER, SET_UINT), CASE(LIRC_SET_SEND_DUTY_CYCLE, SET_UINT),
	CASE(LIRC_SET_TRANSMITTER_MASK, SET_HEX), CASE(LIRC_SET_REC_TIMEOUT, SET_UINT),
	CASE(LIRC_SET_REC_TIMEOUT_REPORTS, SET_UINT),
	CASE(LIRC_SET_MEASURE_CARRIER_MODE, SET_UINT), CASE(LIRC_SET_REC_CARRIER_RANGE, SET_UINT),
	CASE(LIRC_SET_WIDEBAND_RECEIVER, SET_UINT),

	CASE(TEE_IOC_VERSION, GET(t_tee_version)), CASE(TEE_IOC_SHM_ALLOC, BOTH(t_tee_alloc)),
	CASE(TEE_IOC_SHM_REGISTER, BOTH(t_tee_register)),
	CASE(TEE_IOC_OPEN_SESSION, SET(t_tee_buffer)), CASE(TEE_IOC_INVOKE, SET(t_tee_buffer)),
	CASE(TEE_IOC_SUPPL_RECV, SET(t_tee_buffer)), CASE(TEE_IOC_SUPPL_SEND, SET(t_tee_buffer)),
	CASE(TEE_IOC_CLOSE_SESSION, SET(t_tee_close)), CASE(TEE_IOC_CANCEL, SET(t_tee_cancel)),
};

IOCTLS(device);
