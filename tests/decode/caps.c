// SPDX-License-Identifier: GPL-2.0
/* Capabilities. */
#include <linux/capability.h>

#include "cases.h"

static struct __user_cap_header_struct v3 = { _LINUX_CAPABILITY_VERSION_3, 0 };
static struct __user_cap_header_struct v1 = { _LINUX_CAPABILITY_VERSION_1, 5 };
static struct __user_cap_header_struct unknown = { 77, -1 };
static struct __user_cap_data_struct data[2] = { { 1, 0xffffffff, 0x80000001 }, { 0x1ff, 2, 3 } };

static void cases(void)
{
	CASE("capget");
	CALL("capget", 0, A(&v3), A(data));
	CALL("capget", 0, A(&v1), EDGE(data[0]));
	CALL("capget", -EINVAL, A(&unknown), A(data));
	CALL("capget", 0, EDGE(v3), 0);
	CALL("capget", -EFAULT, BAD, BAD);
	CALL("capget", -EFAULT, 0, 0);

	CASE("capset");
	CALL("capset", 0, A(&v3), A(data));
	CALL("capset", -EPERM, A(&v3), EDGE(data));
	CALL("capset", -EFAULT, A(&v3), EDGE(data[1]));
	CALL("capset", 0, A(&v1), EDGE(data[0]));
	CALL("capset", -EINVAL, A(&unknown), A(data));

	CASE("a header that cannot be read");
	CALL("capset", -EFAULT, BAD, A(data));
	CALL("capset", -EFAULT, 0, A(data));
	CALL("capset", -EFAULT, edge(&v3, 7), A(data));
	CALL("capget", 0, 0, A(data));
	CALL("capget", -EFAULT, edge(&v3, 4), A(data));

	I386();
	CASE("capset, i386");
	CALL("capset", 0, A(&v3), A(data));
}
