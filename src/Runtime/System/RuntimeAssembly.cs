using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Diesis.Runtime.Hosted")]
[assembly: InternalsVisibleTo("Diesis.Platform")]
[assembly: InternalsVisibleTo("Diesis.InKernel.Tests")]
[assembly: InternalsVisibleTo("Diesis.Loaders.Uefi")]
