#include "base/memory.h"

#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* The relocated ones are writable, and have no copy anywhere but here. */
static void give_back(const struct dl_phdr_info *object, const ElfW(Phdr) * segment)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t start = object->dlpi_addr + segment->p_vaddr, end = start + segment->p_memsz;

	if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0)
		return;
	start -= start % page;
	/* Where it does not hold, they stay: that is all. */
	madvise((void *)start, end - start, MADV_DONTNEED);
}

static int give_back_object(struct dl_phdr_info *object, size_t size, void *data)
{
	(void)size, (void)data;
	for (size_t i = 0; i < object->dlpi_phnum; i++)
		give_back(object, &object->dlpi_phdr[i]);
	return 0;
}

void memory_settle(void)
{
	malloc_trim(0);
	dl_iterate_phdr(give_back_object, NULL);
}
