/*
 * Stands in for ankerl::unordered_dense, which no Debian package has. The worker uses `map`, `set`
 * and `hash` of it, and the standard library's unordered containers keep every promise it relies on
 * (theirs are stricter: references stay valid when the container grows).
 */
#ifndef DIEMCAU_UNORDERED_DENSE_H
#define DIEMCAU_UNORDERED_DENSE_H

#include <cstdint>
#include <functional>
#include <memory>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ankerl::unordered_dense
{
	/*
	 * The worker combines hashes of small numbers (ports, protocols) by shifting and xor, so a plain
	 * number must be mixed: std::hash answers the number itself. The mixer is splitmix64's finaliser.
	 */
	template<typename T, typename Enable = void>
	struct hash
	{
		uint64_t operator()(const T& value) const noexcept(noexcept(std::hash<T>{}(value)))
		{
			uint64_t mixed = std::hash<T>{}(value);

			mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
			mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;

			return mixed ^ (mixed >> 31);
		}
	};

	template<typename Key, typename Value, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using map = std::unordered_map<Key, Value, Hash, Equal>;

	template<typename Key, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using set = std::unordered_set<Key, Hash, Equal>;
} // namespace ankerl::unordered_dense

#endif
