using System.Text;
using Diesis.Tool.Names;
using Internal.Runtime;
using Mono.Cecil;

namespace Diesis.Tool.Tests;

/// <summary>What the tool writes is what the core library reads.</summary>
public sealed class NameTableTests
{
    [Theory]
    [InlineData(typeof(int), "System.Int32")]
    [InlineData(typeof(List<int>), "System.Collections.Generic.List`1[System.Int32]")]
    [InlineData(typeof(Dictionary<string, List<int[]>>), "System.Collections.Generic.Dictionary`2[System.String,System.Collections.Generic.List`1[System.Int32[]]]")]
    [InlineData(typeof(List<int>.Enumerator), "System.Collections.Generic.List`1+Enumerator[System.Int32]")]
    [InlineData(typeof(int[][,]), "System.Int32[,][]")]
    [InlineData(typeof(Outer.Inner), "Diesis.Tool.Tests.NameTableTests+Outer+Inner")]
    public void TypeNamesAreThoseOfStockDotNet(Type type, string toString)
    {
        Assert.Equal(toString, type.ToString());
        TypeName name = TypeName.Of(Import(type));
        Assert.Equal(type.ToString(), name.ToString());
        Assert.Equal(type.Name, name.Name + name.Suffix);
        Assert.Equal(type.Namespace, name.Namespace);
    }

    [Fact]
    public void MethodNamesAreThoseOfStockStackTraces()
    {
        Assert.Equal("Diesis.Tool.Tests.NameTableTests.Outer.Generic[T](T value, List`1 list)", NameOf(nameof(Outer.Generic)));
        Assert.Equal("Diesis.Tool.Tests.NameTableTests.Outer.Async(Int32 count)", NameOf("MoveNext", "<Async>"));
        Assert.Equal("Diesis.Tool.Tests.NameTableTests.Outer.Iterator()+MoveNext()", NameOf("MoveNext", "<Iterator>"));
    }

    [Fact]
    public void EnumMembersAreInOrderOfUnsignedValues()
    {
        EnumMembers members = EnumMembers.Of(Import(typeof(Signed)).Resolve());
        Assert.Equal(Enum.GetNames<Signed>(), members.Members.Select(member => member.Name));
        Assert.Equal(ulong.MaxValue, members.Members[^1].Value);
        Assert.False(members.IsFlags);
        Assert.True(EnumMembers.Of(Import(typeof(FileAttributes)).Resolve()).IsFlags);
    }

    [Fact]
    public void KeyedTableFindsEveryEntryAcrossBlocks()
    {
        StringPool pool = new();
        KeyedTable methods = new();
        for (uint i = 0; i < 100; i++)
        {
            string name = "M" + i;
            pool.Use(name);
            methods.Add(i * 48, (output, _) =>
            {
                output.Varint(0);
                output.Varint((ulong)pool.Reference(""));
                output.Varint((ulong)pool.Reference("T"));
                output.Varint((ulong)pool.Reference(name));
            });
        }

        pool.Use("T");
        byte[] table = Table(pool, methods, codeBase: 0x1000, codeSize: 100 * 48);
        for (uint offset = 0; offset < 100 * 48; offset += 7)
        {
            Assert.Equal(($"T.M{offset / 48}()", offset % 48), Method(table, 0x1000 + offset));
        }

        Assert.Null(Method(table, 0xFFF));
        Assert.Null(Method(table, 0x1000 + 100 * 48));
    }

    [Fact]
    public void NamesThatAreTooLongAreCutOff()
    {
        NameText text = new(stackalloc byte[4]);
        text.Append("naïve"u8);
        Assert.Equal("naï", Encoding.UTF8.GetString(text.Bytes));
    }

    [Fact]
    public unsafe void AnImageWithoutTableHasNoNames()
    {
        NameText text = new(stackalloc byte[16]);
        Assert.False(new NameTableReader(null).TryGetMethod(0x1000, ref text, out _));
        Assert.False(new NameTableReader(null).TryGetTypeFullName(0x1000, ref text));
        Assert.False(new NameTableReader(null).TryGetEnum(0x1000, out _, out _, out _));
    }

    private static byte[] Table(StringPool pool, KeyedTable methods, ulong codeBase, uint codeSize)
    {
        byte[] strings = pool.LayOut();
        ByteWriter tables = new();
        uint index = methods.Write(tables, NameTable.HeaderSize);
        ByteWriter header = new();
        header.Bytes(BitConverter.GetBytes(0UL));
        header.Bytes(BitConverter.GetBytes(codeBase));
        foreach (uint value in (ReadOnlySpan<uint>)[NameTable.Magic, codeSize, NameTable.HeaderSize + (uint)tables.Length, 0, 0, index, (uint)methods.Count, 0, 0, 0])
        {
            header.UInt32(value);
        }

        return [.. header.ToArray(), .. tables.ToArray(), .. strings];
    }

    private static unsafe (string Name, uint Offset)? Method(byte[] table, nuint address)
    {
        fixed (byte* start = table)
        {
            NameText text = new(stackalloc byte[100]);
            return new NameTableReader(start).TryGetMethod(address, ref text, out uint offset) ? (Encoding.UTF8.GetString(text.Bytes), offset) : null;
        }
    }

    private static TypeReference Import(Type type) => ModuleDefinition.ReadModule(typeof(NameTableTests).Assembly.Location).ImportReference(type);

    private static string NameOf(string method, string nestedType = "")
    {
        TypeDefinition outer = Import(typeof(Outer)).Resolve();
        TypeDefinition owner = nestedType.Length == 0 ? outer : outer.NestedTypes.Single(type => type.Name.StartsWith(nestedType, StringComparison.Ordinal));
        return MethodName.Of(owner.Methods.Single(candidate => candidate.Name == method)).ToString();
    }

    private enum Signed : short
    {
        Minus = -1,
        Zero = 0,
        Lowest = short.MinValue,
        One = 1,
    }

    private static class Outer
    {
        internal static T Generic<T>(T value, List<T> list) => list.Count > 0 ? list[0] : value;

        internal static async Task Async(int count) => await Task.Delay(count);

        internal static IEnumerable<int> Iterator()
        {
            yield return 1;
        }

        internal sealed class Inner;
    }
}
