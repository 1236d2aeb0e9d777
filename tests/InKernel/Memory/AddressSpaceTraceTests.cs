using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Memory;
using Diesis.Platform.Users;

namespace Diesis.Tests.InKernel;

/// <summary>Random calls on a window of addresses, against a model that knows each page by itself.</summary>
internal static class AddressSpaceTraceTests
{
    private const ulong Page = 4096;
    private const int Pages = 96;
    private const ulong Window = 0x3333_3330_0000;
    private const int Steps = 2500;
    private const UserAccess ReadWrite = UserAccess.Read | UserAccess.Write;

    private struct ModelPage
    {
        internal bool IsMapped;
        internal UserAccess Access;
        internal ulong Value;
    }

    internal static void Register(TestList tests)
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            int number = seed;
            tests.Add("AddressSpaceTrace.AgreesWithAModel" + seed.ToString(), () => AddressSpaceTests.WithSpace(space => new Trace(space, number).Run()));
        }
    }

    private sealed class Trace(AddressSpace space, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly ModelPage[] _model = new ModelPage[Pages];
        private string _where = "";

        internal void Run()
        {
            for (int step = 0; step < Steps; step++)
            {
                _where = "seed " + seed.ToString() + ", step " + step.ToString();
                int first = _random.Next(Pages);
                int count = _random.Next(1, Math.Min(Pages - first, 24) + 1);
                Step(first, count);
                Touch(_random.Next(Pages));
                if (step % 100 == 0)
                    CheckAll();
            }
            CheckAll();
        }

        private static UserAddress At(int page) => new(Window + (ulong)page * Page);

        private void Step(int first, int count)
        {
            switch (_random.Next(8))
            {
                case 0 or 1:
                    MapPages(first, count, _random.Next(4) == 0 ? UserAccess.Read : ReadWrite);
                    break;
                case 2:
                    Check.True(space.Unmap(At(first), (ulong)count * Page) == Errno.None, _where);
                    _model.AsSpan(first, count).Clear();
                    break;
                case 3 or 4:
                    Protect(first, count, _random.Next(3) switch { 0 => UserAccess.None, 1 => UserAccess.Read, _ => ReadWrite });
                    break;
                case 5:
                    Errno advice = space.Advise(At(first), (ulong)count * Page, MemoryAdvice.MADV_DONTNEED);
                    bool isWhole = true;
                    for (int i = first; i < first + count; i++)
                    {
                        isWhole &= _model[i].IsMapped;
                        _model[i].Value = 0;
                    }
                    Check.True(advice == (isWhole ? Errno.None : Errno.ENOMEM), _where);
                    break;
                case 6:
                    Move(first, count);
                    break;
                case 7 when _random.Next(4) == 0:
                    Fork();
                    break;
            }
        }

        private void MapPages(int first, int count, UserAccess access)
        {
            MapParameters parameters = new() { Address = At(first), Bytes = (ulong)count * Page, Placement = MapPlacement.Replace, Access = access };
            Check.True(space.Map(in parameters).IsSuccess, _where);
            for (int i = first; i < first + count; i++)
                _model[i] = new ModelPage { IsMapped = true, Access = access };
        }

        private void Protect(int first, int count, UserAccess access)
        {
            Errno expected = Errno.None;
            for (int i = first; i < first + count && expected == Errno.None; i++)
            {
                if (_model[i].IsMapped)
                    _model[i].Access = access;
                else
                    expected = Errno.ENOMEM;
            }
            Check.True(space.Protect(At(first), (ulong)count * Page, access) == expected, _where);
        }

        private void Move(int first, int count)
        {
            int target = _random.Next(Pages - count + 1);
            Result<UserAddress> moved = space.Remap(
                At(first), (ulong)count * Page, (ulong)count * Page, MremapFlags.MREMAP_MAYMOVE | MremapFlags.MREMAP_FIXED, At(target));
            if (target + count > first && first + count > target)
            {
                Check.True(moved.Error == Errno.EINVAL, _where);
                return;
            }
            if (!_model[first].IsMapped)
            {
                // What was at the target may be gone or not: only the source is looked at first.
                Check.True(moved.Error == Errno.EFAULT, _where);
                return;
            }
            if (moved.IsSuccess)
            {
                _model.AsSpan(first, count).CopyTo(_model.AsSpan(target));
                _model.AsSpan(first, count).Clear();
            }
            else
            {
                // More than one mapping; the target has been cleared.
                Check.True(moved.Error == Errno.EFAULT, _where);
                _model.AsSpan(target, count).Clear();
            }
        }

        private void Fork()
        {
            Check.True(space.Fork().TryGet(out AddressSpace? child, out _) && child is not null, _where);
            UserSpaceTests.Activate(child!.Space);
            for (int i = 0; i < Pages; i += 5)
            {
                Check.True(child.Read(At(i), out ulong value) == (IsReadable(i) ? Errno.None : Errno.EFAULT), _where);
                Check.True(value == (IsReadable(i) ? _model[i].Value : 0), _where);
                if ((_model[i].Access & UserAccess.Write) != 0)
                    Check.True(child.Write(At(i), 0xdead_beefUL) == Errno.None, _where);
            }
            UserSpaceTests.Activate(space.Space);
            child.Release();
        }

        private bool IsReadable(int page) => _model[page].IsMapped && _model[page].Access != UserAccess.None;

        private void Touch(int page)
        {
            ulong value = (ulong)_random.Next();
            bool isWritable = _model[page].IsMapped && (_model[page].Access & UserAccess.Write) != 0;
            Check.True(space.Write(At(page), value) == (isWritable ? Errno.None : Errno.EFAULT), _where);
            if (isWritable)
                _model[page].Value = value;
        }

        private void CheckAll()
        {
            Check.True(space.IsConsistent(), _where);
            long mapped = 0;
            for (int i = 0; i < Pages; i++)
            {
                mapped += _model[i].IsMapped ? 1 : 0;
                Check.True(space.Read(At(i), out ulong value) == (IsReadable(i) ? Errno.None : Errno.EFAULT), _where);
                Check.True(value == (IsReadable(i) ? _model[i].Value : 0), _where);
            }
            Check.True(space.TotalPages == mapped, _where);
        }
    }
}
