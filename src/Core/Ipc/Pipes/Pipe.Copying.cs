using System;
using Diesis.Abi;
using Diesis.Core.Synchronization;
using Diesis.Platform.Users;

namespace Diesis.Core.Ipc.Pipes;

/// <content>tee(2).</content>
public sealed partial class Pipe
{
    /// <summary>Copies what a reader would get, which stays in the pipe.</summary>
    /// <returns>Bytes; 0 when all writers have gone; EAGAIN, ERESTARTSYS.</returns>
    internal Result<int> Peek(Span<byte> to, Blocking blocking)
    {
        while (true)
        {
            int copied = 0;
            using (Mutex.Scope held = _lock.Enter())
            {
                for (int i = 0; i < _ring.Count && copied < to.Length; i++)
                {
                    ref PipeSlot slot = ref _ring.Slot(i);
                    int count = int.Min(slot.Count, to.Length - copied);
                    FrameMemory.Read(slot.Frame, slot.Offset, to.Slice(copied, count));
                    copied += count;
                }
            }
            if (copied != 0 || (Writers == 0 && IsEmpty))
                return copied;
            if (blocking == Blocking.Refused)
                return Errno.EAGAIN;
            Errno error = WaitForBytes();
            if (error != Errno.None)
                return error;
        }
    }
}
