/* SPDX-License-Identifier: GPL-2.0 */
/* What calls of other domains need to print a sigevent (mq_notify, lio_listio). */
#ifndef SCT_DECODE_SIGEVENT_H
#define SCT_DECODE_SIGEVENT_H

#include "decode/types.h"

extern const struct sct_type sct_t_sigevent;

#endif
