using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Diesis.InKernel.Tests")]
[assembly: InternalsVisibleTo("Diesis.Kernel.Bench")]
[assembly: InternalsVisibleTo("Diesis.Syscalls")]
[assembly: InternalsVisibleTo("Diesis.FileSystems.Proc")]
