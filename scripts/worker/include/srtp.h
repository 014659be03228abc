/*
 * mediasoup's worker speaks libsrtp 3; Debian and Ubuntu have libsrtp 2. This header gives the
 * worker the part of libsrtp 3's interface that it uses, on top of libsrtp 2. C++ only: our
 * functions overload libsrtp 2's C functions of the same name.
 */
#ifndef DIEMCAU_SRTP_BRIDGE_H
#define DIEMCAU_SRTP_BRIDGE_H

/* In libsrtp 2 srtp_policy_t is a struct filled in by the caller, in libsrtp 3 an opaque handle. */
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <climits>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

/* Error codes that only libsrtp 3 has, in its numbering. */
constexpr srtp_err_status_t srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
constexpr srtp_err_status_t srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(29);

/* An SRTCP packet carries 4 bytes more than an SRTP one: the E flag and the packet index. */
constexpr size_t SrtcpIndexLength = 4;

struct SrtpPolicyBridge
{
	srtp2_policy_t policy{};
	/* Master key and salt, one after the other, as libsrtp 2 wants them. */
	uint8_t keyAndSalt[SRTP_MAX_KEY_LEN]{};
	bool hasProfile{ false };
};

using srtp_policy_t = SrtpPolicyBridge*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy = new (std::nothrow) SrtpPolicyBridge();

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	if (policy)
	{
		/* Through volatile, so that the compiler may not drop the wiping of the key. */
		volatile uint8_t* secret = policy->keyAndSalt;

		for (size_t i = 0; i < sizeof(policy->keyAndSalt); ++i)
		{
			secret[i] = 0;
		}
	}

	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->policy.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	srtp_err_status_t err =
	  srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);

	if (err == srtp_err_status_ok)
	{
		err = srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile);
	}

	policy->hasProfile = err == srtp_err_status_ok;

	return err;
}

/* One key without MKI, which is all that the worker uses. */
inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* mki,
  size_t mkiLen)
{
	if (!key || !salt || mki || mkiLen != 0 || keyLen + saltLen > sizeof(policy->keyAndSalt))
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->keyAndSalt, key, keyLen);
	std::memcpy(policy->keyAndSalt + keyLen, salt, saltLen);
	policy->policy.key = policy->keyAndSalt;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->policy.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t windowSize)
{
	policy->policy.window_size = static_cast<unsigned long>(windowSize);

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	if (!policy || !policy->hasProfile || !policy->policy.key)
	{
		return srtp_err_status_bad_param;
	}

	return srtp_create(session, static_cast<const srtp2_policy_t*>(&policy->policy));
}

/* In both versions the SSRC is in network byte order. */
inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}

namespace SrtpBridge
{
	/*
	 * libsrtp 3 reads one buffer and writes another; libsrtp 2 works in place. So: copy into the
	 * output (unless it is the input), then let libsrtp 2 work there.
	 *
	 * `room` is what the packet may grow by; `outLen` holds the output's size on entry and the
	 * packet's length on return.
	 */
	template<typename InPlace>
	inline srtp_err_status_t Run(
	  const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t room, InPlace inPlace)
	{
		if (inLen > static_cast<size_t>(INT_MAX) - room)
		{
			return srtp_err_status_bad_param;
		}

		if (*outLen < inLen + room)
		{
			return srtp_err_status_buffer_small;
		}

		if (out != in)
		{
			std::memmove(out, in, inLen);
		}

		int length                  = static_cast<int>(inLen);
		const srtp_err_status_t err = inPlace(out, &length);

		if (err == srtp_err_status_ok)
		{
			*outLen = static_cast<size_t>(length);
		}

		return err;
	}
} // namespace SrtpBridge

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* rtp, size_t rtpLen, uint8_t* srtp, size_t* srtpLen, size_t /*mkiIndex*/)
{
	return SrtpBridge::Run(
	  rtp, rtpLen, srtp, srtpLen, SRTP_MAX_TRAILER_LEN, [session](uint8_t* packet, int* length) {
		  return srtp_protect(session, static_cast<void*>(packet), length);
	  });
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtpLen, uint8_t* rtp, size_t* rtpLen)
{
	return SrtpBridge::Run(srtp, srtpLen, rtp, rtpLen, 0, [session](uint8_t* packet, int* length) {
		return srtp_unprotect(session, static_cast<void*>(packet), length);
	});
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcpLen, uint8_t* srtcp, size_t* srtcpLen, size_t /*mkiIndex*/)
{
	return SrtpBridge::Run(
	  rtcp,
	  rtcpLen,
	  srtcp,
	  srtcpLen,
	  SRTP_MAX_TRAILER_LEN + SrtcpIndexLength,
	  [session](uint8_t* packet, int* length) {
		  return srtp_protect_rtcp(session, static_cast<void*>(packet), length);
	  });
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcpLen, uint8_t* rtcp, size_t* rtcpLen)
{
	return SrtpBridge::Run(srtcp, srtcpLen, rtcp, rtcpLen, 0, [session](uint8_t* packet, int* length) {
		return srtp_unprotect_rtcp(session, static_cast<void*>(packet), length);
	});
}

#endif
