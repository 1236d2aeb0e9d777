using Diesis.Tool.Building;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Testing;

/// <summary>Questions that are put to Debian's Linux and to Diesis in the same root, and whose answers have to be the same.</summary>
internal abstract class ComparedCases(Repository repository, string suite, string folder)
{
    /// <summary>What the suite is called.</summary>
    internal string Suite { get; } = suite;

    /// <summary>Where the tests stand, from the repository's root.</summary>
    internal string Folder { get; } = folder;

    protected Repository Repository { get; } = repository;

    /// <summary>As the output names them, in order: family/case.</summary>
    internal abstract IReadOnlyList<string> Names { get; }

    /// <summary>Debian packages of the root.</summary>
    internal abstract IReadOnlyList<string> Packages { get; }

    /// <summary>The machine's memory, as QEMU takes it.</summary>
    internal abstract string Memory { get; }

    /// <summary>Where the guest finds what is added, from its root: guest.sh and the file "cases" among it.</summary>
    internal abstract string GuestFolder { get; }

    /// <summary>The longest that a case may print nothing.</summary>
    internal abstract TimeSpan Silence { get; }

    internal static string Family(string name) => name[..name.IndexOf('/')];

    /// <summary>A case's name as guest.sh takes it.</summary>
    internal abstract string ForGuest(string name);

    /// <summary>What the guest needs for these cases.</summary>
    internal abstract IEnumerable<AddedFile> Files(IReadOnlyList<string> names);

    /// <summary>The files on which a family's answers depend.</summary>
    protected abstract IEnumerable<string> Sources(string family);

    /// <summary>Changes with everything on which a family's answers depend.</summary>
    internal string FingerprintOf(string family) =>
        Fingerprint.OfText(string.Join('\n', Sources(family).Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file) + Fingerprint.OfFile(file))))[..16];

    protected string At(string path) => Repository.At(Folder + "/" + path);
}
