using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Diagnostics;

/// <summary>One call on a stack. Its method is known by name only (<see cref="DiagnosticMethodInfo"/>), its place by address.</summary>
public sealed class StackFrame
{
    public const int OFFSET_UNKNOWN = -1;

    private readonly nint _address;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public StackFrame() => _address = First(StackTrace.Walk(1));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public StackFrame(int skipFrames) => _address = First(StackTrace.Walk(1 + skipFrames));

    internal StackFrame(nint address) => _address = address;

    /// <summary>The return address, by which tools find file and line.</summary>
    internal nuint Address => (nuint)_address;

    public int GetNativeOffset() => NameTables.TryGetMethod(Address - 1, out _, out uint offset) ? (int)offset + 1 : OFFSET_UNKNOWN;

    public int GetILOffset() => OFFSET_UNKNOWN;

    public string? GetFileName() => null;

    public int GetFileLineNumber() => 0;

    public int GetFileColumnNumber() => 0;

    public override string ToString() => StackTraceText.TryDescribe(Address, out string line) ? line : "<null>";

    private static nint First(nint[] addresses) => addresses.Length == 0 ? 0 : addresses[0];
}

/// <summary>The names of a method on a stack.</summary>
public sealed class DiagnosticMethodInfo
{
    private DiagnosticMethodInfo(string name, string? declaringTypeName)
    {
        Name = name;
        DeclaringTypeName = declaringTypeName;
    }

    public string Name { get; }

    public string? DeclaringTypeName { get; }

    /// <summary>Null when the image has no name for the frame's method.</summary>
    public static DiagnosticMethodInfo? Create(StackFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!NameTables.TryGetMethod(frame.Address - 1, out string text, out _) || text.Length == 0)
            return null;
        int end = text.IndexOf('(');
        string path = end < 0 ? text : text.Substring(0, end);
        int dot = path.LastIndexOf('.');
        string name = path.Substring(dot + 1);
        // The name of a constructor begins with a dot itself.
        if (dot > 0 && path[dot - 1] == '.')
            name = string.Concat(".", name);
        return new DiagnosticMethodInfo(name, NameTables.TryGetDeclaringType(frame.Address - 1, out string type) ? type : null);
    }
}
