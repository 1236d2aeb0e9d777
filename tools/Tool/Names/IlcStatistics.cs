using System.Reflection.PortableExecutable;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Diesis.Tool.Names;

/// <summary>
/// Which type or method each of an object's symbols is, from the statistics that ilc writes beside it (--mstat). So nothing here depends on how
/// ilc mangles names.
/// </summary>
/// <remarks>
/// The file is an assembly. The body of its global method "Methods" is rows of {ldtoken method, size, GC info size, EH info size, name}, that
/// of "Types" rows of {ldtoken type, size, name}, all numbers by ldc.i4; a name is an offset into the section ".names", where a string with a
/// compressed length stands (ECMA-335, II.23.2). Row layout of version 2 of that format.
/// </remarks>
internal sealed class IlcStatistics : IDisposable
{
    private const int SupportedVersion = 2;

    private readonly ModuleDefinition _module;
    private readonly byte[] _names;

    private IlcStatistics(ModuleDefinition module, byte[] names)
    {
        _module = module;
        _names = names;
    }

    internal static IlcStatistics Read(string path, IAssemblyResolver resolver)
    {
        using PEReader file = new(File.OpenRead(path));
        byte[] names = [.. file.GetSectionData(".names").GetContent()];
        ModuleDefinition module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = resolver });
        if (module.Assembly.Name.Version.Major != SupportedVersion)
        {
            throw new ToolException($"ilc's statistics have version {module.Assembly.Name.Version}; the name table expects {SupportedVersion}");
        }

        return new IlcStatistics(module, names);
    }

    internal IEnumerable<(MethodReference Method, string Symbol)> Methods() => Rows<MethodReference>("Methods");

    /// <summary>Types whose MethodTable is in the object (of the kind that objects have, not merely named by reflection).</summary>
    internal IEnumerable<(TypeReference Type, string Symbol)> Types()
    {
        foreach ((TypeReference type, string symbol) in Rows<TypeReference>("Types"))
        {
            int space = symbol.IndexOf(' ');
            yield return (type, space < 0 ? symbol : symbol[..space]);
        }
    }

    public void Dispose() => _module.Dispose();

    private IEnumerable<(TReference Reference, string Symbol)> Rows<TReference>(string method)
        where TReference : class
    {
        TReference? reference = null;
        int last = 0;
        foreach (Instruction instruction in _module.GetType("<Module>").Methods.Single(candidate => candidate.Name == method).Body.Instructions)
        {
            if (instruction.OpCode == OpCodes.Ldtoken || instruction.OpCode == OpCodes.Ret)
            {
                if (reference is not null)
                {
                    yield return (reference, NameAt(last));
                }

                reference = instruction.Operand as TReference;
            }
            else if (instruction.OpCode == OpCodes.Ldc_I4 || instruction.OpCode == OpCodes.Ldc_I4_S)
            {
                last = Convert.ToInt32(instruction.Operand);
            }
            else
            {
                last = instruction.OpCode.Code - Code.Ldc_I4_0;
            }
        }

        if (reference is not null)
        {
            yield return (reference, NameAt(last));
        }
    }

    private string NameAt(int offset)
    {
        int length = _names[offset++];
        if ((length & 0x80) != 0)
        {
            length = (length & 0x40) == 0
                ? (length & 0x3F) << 8 | _names[offset++]
                : (length & 0x1F) << 24 | _names[offset++] << 16 | _names[offset++] << 8 | _names[offset++];
        }

        return Encoding.UTF8.GetString(_names, offset, length);
    }
}
