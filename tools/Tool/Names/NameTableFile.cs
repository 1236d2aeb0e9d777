namespace Diesis.Tool.Names;

/// <summary>Writes the name table of one image as an assembly source and the blob that it includes.</summary>
internal static class NameTableFile
{
    /// <param name="code">The object that ilc made.</param>
    /// <param name="statistics">The statistics that ilc wrote with it.</param>
    /// <param name="assemblies">Everything that ilc was given.</param>
    internal static void Write(string code, string statistics, IReadOnlyList<string> assemblies, string assemblySource, string blob)
    {
        using InputAssemblies resolver = new(assemblies);
        using IlcStatistics rows = IlcStatistics.Read(statistics, resolver);
        NameTable table = NameTable.Collect(ElfObject.Read(code), rows);
        File.WriteAllBytes(blob, table.ToBytes());
        File.WriteAllText(assemblySource, $"""
            # The name table (docs/book/names.md), made by the build.
                    .section .diesis.names,"a",@progbits
                    .globl DiesisNames
                    .balign 8
            DiesisNames:
                    .quad "{table.MethodTableBase}"
                    .quad "{table.CodeBase}"
                    .incbin "{Path.GetFileName(blob)}"
            
            """);
    }
}
