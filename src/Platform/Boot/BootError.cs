namespace Diesis.Platform.Boot;

/// <summary>Why what the loader handed over cannot be used.</summary>
internal enum BootError
{
    None,
    UnknownProtocol,

    /// <summary>The structure does not begin as the protocol has it.</summary>
    BadMagic,

    /// <summary>It says that it reaches beyond the memory it can be in, or beyond itself.</summary>
    OutOfBounds,

    NoMemoryMap,
}
