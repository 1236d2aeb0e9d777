using System.Runtime.InteropServices;

namespace System.Runtime.CompilerServices;

/// <summary>Any object as its bytes. ilc finds it by name for the stubs that enter methods of boxed generic structs.</summary>
[StructLayout(LayoutKind.Sequential)]
internal class RawData
{
    public byte Data;
}
