using System;
using Diesis.Abi;
using Diesis.Core.Files;

namespace Diesis.Net.Sockets;

/// <summary>What goes with a message beside its bytes (cmsg(3)): descriptors, and who sent it.</summary>
/// <remarks>Owns a reference to each file until <see cref="TakeFiles"/> or <see cref="Dispose"/>.</remarks>
public sealed class MessageExtras : IDisposable
{
    /// <summary>SCM_MAX_FD.</summary>
    public const int MostFiles = 253;

    private OpenFile[]? _files;

    public bool HasFiles => _files is not null;

    public int FileCount => _files?.Length ?? 0;

    /// <summary>The files themselves, which stay the owner's.</summary>
    public ReadOnlySpan<OpenFile> Files => _files;

    /// <summary>Given by the sender (SCM_CREDENTIALS) or filled in for him.</summary>
    public PeerCredentials Credentials { get; set; }

    public bool HasCredentials { get; set; }

    /// <summary>Takes the references over. Several control messages add up.</summary>
    public void AddFiles(OpenFile[] files) => _files = _files is null ? files : [.. _files, .. files];

    /// <summary>Hands the files over.</summary>
    public OpenFile[] TakeFiles()
    {
        OpenFile[] files = _files ?? [];
        _files = null;
        return files;
    }

    /// <summary>The same once more, with references of its own: for a look that leaves the message (MSG_PEEK).</summary>
    public MessageExtras Copy()
    {
        MessageExtras copy = new() { Credentials = Credentials, HasCredentials = HasCredentials };
        if (_files is null)
            return copy;
        OpenFile[] files = (OpenFile[])_files.Clone();
        foreach (OpenFile file in files)
            file.Retain();
        copy._files = files;
        return copy;
    }

    public void Dispose()
    {
        foreach (OpenFile file in TakeFiles())
            file.Release();
    }
}
