using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

public partial class SortedSet<T>
{
    /// <summary>Part of another set's tree. It keeps no nodes of its own; its count is taken again when the tree has changed.</summary>
    private sealed class RangeView : SortedSet<T>
    {
        private readonly SortedSet<T> _tree;
        private readonly T? _lower;
        private readonly T? _upper;
        private readonly bool _hasLower;
        private readonly bool _hasUpper;
        private int _countedVersion;
        private int _counted;

        internal RangeView(SortedSet<T> tree, T? lower, T? upper, bool hasLower, bool hasUpper)
            : base(tree._comparer)
        {
            _tree = tree;
            _lower = lower;
            _upper = upper;
            _hasLower = hasLower;
            _hasUpper = hasUpper;
            _countedVersion = tree._version - 1;
        }

        public override void Clear()
        {
            foreach (T item in new List<T>(this))
                _tree.Delete(item);
        }

        public override bool Contains(T item) => Find(item) is not null;

        public override SortedSet<T> GetViewBetween(T? lowerValue, T? upperValue)
        {
            if (_hasLower && _comparer.Compare(_lower!, lowerValue!) > 0)
                throw new ArgumentOutOfRangeException(nameof(lowerValue));
            if (_hasUpper && _comparer.Compare(_upper!, upperValue!) < 0)
                throw new ArgumentOutOfRangeException(nameof(upperValue));
            return _tree.GetViewBetween(lowerValue, upperValue);
        }

        internal override Node? Find(T item) => IsWithin(item) ? _tree.Find(item) : null;

        private protected override bool AddItem(T item)
        {
            if (!IsWithin(item))
                throw new ArgumentOutOfRangeException(nameof(item));
            return _tree.Insert(item);
        }

        private protected override bool RemoveItem(T item) => IsWithin(item) && _tree.Delete(item);

        private protected override int CountItems()
        {
            if (_countedVersion != _tree._version)
            {
                int count = 0;
                Enumerator enumerator = MakeEnumerator(reverse: false);
                while (enumerator.MoveNext())
                    count++;
                _counted = count;
                _countedVersion = _tree._version;
            }
            return _counted;
        }

        private protected override Enumerator MakeEnumerator(bool reverse) => new(_tree, _lower, _upper, _hasLower, _hasUpper, reverse);

        private protected override bool TryGetMin([MaybeNullWhen(false)] out T item) => TryGetFirst(MakeEnumerator(reverse: false), out item);

        private protected override bool TryGetMax([MaybeNullWhen(false)] out T item) => TryGetFirst(MakeEnumerator(reverse: true), out item);

        private static bool TryGetFirst(Enumerator enumerator, [MaybeNullWhen(false)] out T item)
        {
            bool any = enumerator.MoveNext();
            item = any ? enumerator.Current : default;
            return any;
        }

        private bool IsWithin(T item) =>
            (!_hasLower || _comparer.Compare(_lower!, item) <= 0) && (!_hasUpper || _comparer.Compare(_upper!, item) >= 0);
    }
}
