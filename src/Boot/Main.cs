using System;
using System.Runtime.InteropServices;

namespace Diesis.Boot;

/// <summary>The kernel's beginning and, so far, its end.</summary>
public static class Main
{
    /// <summary>Called by the platform when the runtime works. A test program linked into the image runs afterwards.</summary>
    /// <returns>The exit status when no program is linked.</returns>
    [UnmanagedCallersOnly(EntryPoint = "KernelMain")]
    public static int Start(int hasProgram)
    {
        BootConsoles.Start();
        if (hasProgram == 0)
            Console.WriteLine("Diesis: the runtime is up; there is nothing to run yet.");
        return 0;
    }
}
