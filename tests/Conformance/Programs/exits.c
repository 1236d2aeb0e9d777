/* exit codes and what wait sees of them: _exit(2), exit_group(2), wait4(2). */
#include "conformance.h"

CASE(exit_code_is_eight_bits)
{
    static const int codes[] = {0, 1, 127, 128, 255, 256, 257, -1, 0x7fffff00};
    for (unsigned i = 0; i < sizeof codes / sizeof codes[0]; i++)
    {
        pid_t child = MUST(fork());
        if (child == 0)
            _exit(codes[i]);
        say("code %d", codes[i]);
        show_status("child", wait_for(child));
    }
}

CASE(raw_status_words)
{
    int status;
    pid_t child = MUST(fork());
    if (child == 0)
        _exit(3);
    MUST(waitpid(child, &status, 0));
    say("exit 3: %#x", status);
    child = MUST(fork());
    if (child == 0)
        raise(SIGKILL);
    MUST(waitpid(child, &status, 0));
    say("SIGKILL: %#x", status);
}

CASE(killed_by_each_signal)
{
    for (int number = 1; number < 32; number++)
    {
        if (number == SIGSTOP || number == SIGTSTP || number == SIGTTIN || number == SIGTTOU)
            continue;
        pid_t child = MUST(fork());
        if (child == 0)
        {
            raise(number);
            _exit(0);
        }
        show_status(signal_name(number), wait_for(child));
    }
}
