using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Diesis.InKernel.Tests")]
