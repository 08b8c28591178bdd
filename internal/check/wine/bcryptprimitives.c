/* What wine before version 9 lacks and programs in Go need. "./dev test windows" builds
 * it where it finds such a wine, and no package has it.
 *
 * ProcessPrng: Go takes its random numbers from there since 1.22.
 *
 * NtSetInformationFile: Go removes folders with a request that is newer than wine 8
 * (FileDispositionInformationEx). Windows says STATUS_NOT_SUPPORTED to what it does not
 * know, and Go goes the older way; wine says STATUS_NOT_IMPLEMENTED, which is the end. So
 * the one answer is turned into the other. */
#include <windows.h>
#include <winternl.h>
#include <string.h>

#define NOT_IMPLEMENTED ((NTSTATUS)0xC0000002)
#define NOT_SUPPORTED ((NTSTATUS)0xC00000BB)

/* SystemFunction036 is RtlGenRandom, by its name in advapi32. */
BOOLEAN NTAPI SystemFunction036(PVOID into, ULONG size);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE into, SIZE_T size) {
	const SIZE_T most = 1 << 20;
	for (; size > most; into += most, size -= most)
		if (!SystemFunction036(into, (ULONG)most)) return FALSE;
	return SystemFunction036(into, (ULONG)size);
}

typedef NTSTATUS(NTAPI *request)(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, int);

/* entry is the whole of a system call: it does not matter where it lies. */
enum { entry = 32 };
static request asked;

static NTSTATUS NTAPI answer(HANDLE file, PIO_STATUS_BLOCK status, PVOID data, ULONG size, int class) {
	NTSTATUS said = asked(file, status, data, size, class);
	return said == NOT_IMPLEMENTED ? NOT_SUPPORTED : said;
}

/* divert moves the system call elsewhere and leaves a jump to answer in its place. */
static void divert(BYTE *call) {
	static const BYTE begins[] = {0x4c, 0x8b, 0xd1, 0xb8}; /* mov r10, rcx; mov eax, number */
	BYTE jump[] = {0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xe0}; /* mov rax, address; jmp rax */
	void *to = (void *)answer;
	DWORD was;
	if (!call || memcmp(call, begins, sizeof begins)) return;
	BYTE *moved = VirtualAlloc(NULL, entry, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
	if (!moved || !VirtualProtect(call, entry, PAGE_EXECUTE_READWRITE, &was)) return;
	memcpy(moved, call, entry);
	asked = (request)(void *)moved;
	memcpy(jump + 2, &to, sizeof to);
	memcpy(call, jump, sizeof jump);
	VirtualProtect(call, entry, was, &was);
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD why, LPVOID reserved) {
	if (why == DLL_PROCESS_ATTACH)
		divert((BYTE *)GetProcAddress(GetModuleHandleA("ntdll.dll"), "NtSetInformationFile"));
	return TRUE;
}
