/*
 * A plugin for QEMU that counts how often the guest executed each instruction of its kernel, exactly and without the guest's noticing. It counts between two marks, which
 * the measured program executes (bench/Linux/main.c): no-operations whose unused displacement spells a name. At the machine's end it writes lines
 *     user COUNT              instructions in the lower half of the addresses, where programs are
 *     ADDRESS COUNT           an instruction of the kernel
 * to the file that the option output= names. The declarations are those of version 1 of QEMU's plugin interface (docs/devel/tcg-plugins in its manual), so far as they are needed.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t plugin_id;
struct block;
struct instruction;
enum access { NO_REGISTERS };

void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id id, void (*translated)(plugin_id id, struct block *block));
void qemu_plugin_register_vcpu_tb_exec_cb(struct block *block, void (*executed)(unsigned processor, void *data), enum access access, void *data);
void qemu_plugin_register_vcpu_insn_exec_cb(struct instruction *one, void (*executed)(unsigned processor, void *data), enum access access, void *data);
void qemu_plugin_register_atexit_cb(plugin_id id, void (*ended)(plugin_id id, void *data), void *data);
size_t qemu_plugin_tb_n_insns(const struct block *block);
uint64_t qemu_plugin_tb_vaddr(const struct block *block);
struct instruction *qemu_plugin_tb_get_insn(const struct block *block, size_t index);
const void *qemu_plugin_insn_data(const struct instruction *one);
size_t qemu_plugin_insn_size(const struct instruction *one);
uint64_t qemu_plugin_insn_vaddr(const struct instruction *one);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

/* A block that QEMU translated: straight code that is executed from its start. */
struct counted
{
    struct counted *next;
    uint64_t executions;
    uint64_t start;
    size_t instructions;
    uint64_t addresses[];
};

#define BUCKETS 65536
static struct counted *blocks[BUCKETS];
static uint64_t user_instructions;
static bool is_counting;
static char *output;

static const uint8_t begin_mark[] = {0x0f, 0x1f, 0x80, 'D', 'S', 'b', '+'};
static const uint8_t end_mark[] = {0x0f, 0x1f, 0x80, 'D', 'S', 'e', '-'};

static void on_begin(unsigned processor, void *data)
{
    (void)processor;
    (void)data;
    is_counting = true;
}

static void on_end(unsigned processor, void *data)
{
    (void)processor;
    (void)data;
    is_counting = false;
}

static void on_kernel(unsigned processor, void *data)
{
    (void)processor;
    ((struct counted *)data)->executions += is_counting;
}

static void on_user(unsigned processor, void *data)
{
    (void)processor;
    if (is_counting)
        user_instructions += (uintptr_t)data;
}

/* The same code is translated again when its page is written to or its table flushed: it keeps its counter. */
static struct counted *find(const struct block *block)
{
    uint64_t start = qemu_plugin_tb_vaddr(block);
    size_t number = qemu_plugin_tb_n_insns(block);
    struct counted **bucket = &blocks[(start ^ start >> 16) % BUCKETS];
    for (struct counted *one = *bucket; one != NULL; one = one->next)
        if (one->start == start && one->instructions == number)
            return one;
    struct counted *made = calloc(1, sizeof *made + number * sizeof *made->addresses);
    if (made == NULL)
        abort();
    made->start = start;
    made->instructions = number;
    for (size_t i = 0; i < number; i++)
        made->addresses[i] = qemu_plugin_insn_vaddr(qemu_plugin_tb_get_insn(block, i));
    made->next = *bucket;
    return *bucket = made;
}

static void on_translated(plugin_id id, struct block *block)
{
    (void)id;
    size_t number = qemu_plugin_tb_n_insns(block);
    if (qemu_plugin_tb_vaddr(block) >> 63)
    {
        qemu_plugin_register_vcpu_tb_exec_cb(block, on_kernel, NO_REGISTERS, find(block));
        return;
    }
    qemu_plugin_register_vcpu_tb_exec_cb(block, on_user, NO_REGISTERS, (void *)(uintptr_t)number);
    for (size_t i = 0; i < number; i++)
    {
        struct instruction *one = qemu_plugin_tb_get_insn(block, i);
        if (qemu_plugin_insn_size(one) != sizeof begin_mark)
            continue;
        if (memcmp(qemu_plugin_insn_data(one), begin_mark, sizeof begin_mark) == 0)
            qemu_plugin_register_vcpu_insn_exec_cb(one, on_begin, NO_REGISTERS, NULL);
        if (memcmp(qemu_plugin_insn_data(one), end_mark, sizeof end_mark) == 0)
            qemu_plugin_register_vcpu_insn_exec_cb(one, on_end, NO_REGISTERS, NULL);
    }
}

static void on_exit_of_machine(plugin_id id, void *data)
{
    (void)id;
    (void)data;
    FILE *file = fopen(output, "w");
    if (file == NULL)
    {
        perror(output);
        return;
    }
    fprintf(file, "user %llu\n", (unsigned long long)user_instructions);
    for (int i = 0; i < BUCKETS; i++)
        for (struct counted *one = blocks[i]; one != NULL; one = one->next)
            for (size_t j = 0; one->executions != 0 && j < one->instructions; j++)
                fprintf(file, "%llx %llu\n", (unsigned long long)one->addresses[j], (unsigned long long)one->executions);
    fclose(file);
}

/* The information about the machine that QEMU passes is not needed. */
__attribute__((visibility("default"))) int qemu_plugin_install(plugin_id id, const void *information, int count, char **arguments)
{
    (void)information;
    for (int i = 0; i < count; i++)
        if (strncmp(arguments[i], "output=", 7) == 0)
            output = strdup(arguments[i] + 7);
    if (output == NULL)
    {
        fprintf(stderr, "profiler: the option output=FILE is missing\n");
        return -1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translated);
    qemu_plugin_register_atexit_cb(id, on_exit_of_machine, NULL);
    return 0;
}
