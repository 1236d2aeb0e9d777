using System;
using Diesis.Platform.Randomness;
using Diesis.Platform.Users;

namespace Diesis.Core.Memory;

/// <summary>Whether a program's addresses differ from run to run (personality(2), ADDR_NO_RANDOMIZE).</summary>
public enum AddressRandomization
{
    Full,
    None,
}

/// <summary>Where the parts of a program are: chosen at execve(2), then as the loader fills it in; /proc shows most of it.</summary>
/// <remarks>From the top: stack, mappings that grow downwards, and far below the executable with the break behind it. Random amounts are Linux' for x86-64.</remarks>
public sealed class AddressSpaceLayout
{
    private const ulong Page = AddressSpace.PageBytes;
    private const ulong StackRandomPages = 1 << 22;
    private const ulong MapRandomPages = 1 << 28;
    private const ulong BreakRandomBytes = 32 << 20;
    private const ulong LeastStackRoom = 128 << 20;

    private AddressSpaceLayout(AddressRandomization randomization) => Randomization = randomization;

    public AddressRandomization Randomization { get; private init; }

    /// <summary>Below this mappings are placed, the highest first.</summary>
    public ulong MapTop { get; private set; }

    /// <summary>The end of the stack's mapping.</summary>
    public ulong StackTop { get; private set; }

    /// <summary>Where a position-independent executable that has an interpreter goes.</summary>
    public ulong ExecutableBase { get; private set; }

    // What /proc/PID/stat and prctl(PR_SET_MM) know; set by the loader.
    public ulong CodeStart { get; set; }

    public ulong CodeEnd { get; set; }

    public ulong DataStart { get; set; }

    public ulong DataEnd { get; set; }

    /// <summary>The first address of the heap that brk(2) makes.</summary>
    public ulong BreakStart { get; set; }

    /// <summary>The stack pointer that the program began with.</summary>
    public ulong StackStart { get; set; }

    public ulong ArgumentsStart { get; set; }

    public ulong ArgumentsEnd { get; set; }

    public ulong EnvironmentStart { get; set; }

    public ulong EnvironmentEnd { get; set; }

    /// <summary>The auxiliary vector as the program got it (/proc/PID/auxv).</summary>
    public byte[] AuxiliaryVector { get; set; } = [];

    /// <summary>A layout for a new program.</summary>
    /// <param name="stackLimit">RLIMIT_STACK: so much stays free for the stack, within reason.</param>
    public static AddressSpaceLayout Create(AddressRandomization randomization, ulong stackLimit)
    {
        AddressSpaceLayout layout = new(randomization);
        ulong stackRandom = layout.Random(StackRandomPages) * Page;
        layout.StackTop = UserAddress.End - stackRandom;
        ulong room = ulong.Clamp(stackLimit, LeastStackRoom, UserAddress.End / 6 * 5) + MappingTree.GuardGap;
        if (randomization == AddressRandomization.Full)
            room += StackRandomPages * Page;
        room = ulong.Min(room, UserAddress.End / 6 * 5);
        layout.MapTop = (UserAddress.End - room - layout.Random(MapRandomPages) * Page) & ~(Page - 1);
        layout.ExecutableBase = (UserAddress.End / 3 * 2 + layout.Random(MapRandomPages) * Page) & ~(Page - 1);
        return layout;
    }

    /// <summary>Where the break begins, for an image that ends at an address.</summary>
    public ulong ChooseBreak(ulong imageEnd) => ((imageEnd + Page - 1) & ~(Page - 1)) + Random(BreakRandomBytes / Page) * Page;

    /// <summary>The same again for a child.</summary>
    internal AddressSpaceLayout Copy() => (AddressSpaceLayout)MemberwiseClone();

    private ulong Random(ulong below)
    {
        if (Randomization == AddressRandomization.None)
            return 0;
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomBytes.Fill(bytes);
        return BitConverter.ToUInt64(bytes) % below;
    }
}
