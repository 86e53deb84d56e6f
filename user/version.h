/* SPDX-License-Identifier: GPL-2.0 */
/* Which sctrace this is. */
#ifndef SCT_VERSION_H
#define SCT_VERSION_H

#ifndef SCT_VERSION_TEXT
#define SCT_VERSION_TEXT	"0.1"
#endif

#endif
