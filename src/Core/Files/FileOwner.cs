using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>Who is told by a signal when a file becomes ready (F_SETOWN, F_SETSIG in fcntl(2)). Immutable.</summary>
/// <param name="Id">A thread's, process' or process group's number, as the kind says.</param>
/// <param name="Signal">0 for SIGIO.</param>
/// <param name="RealUser">Of whoever has set it; the signal is sent in their name.</param>
public sealed record FileOwner(FileOwnerType Kind, int Id, int Signal, uint RealUser, uint EffectiveUser);
