using System.Numerics;

namespace System.Collections.Generic;

public partial class SortedSet<T>
{
    /// <summary>A node; red ones have black children, and every path down has as many black ones.</summary>
    internal sealed class Node(T item)
    {
        internal T Item = item;
        internal Node? Left;
        internal Node? Right;
        internal bool IsRed = true;

        internal Node? Child(bool right) => right ? Right : Left;

        internal void SetChild(bool right, Node? child)
        {
            if (right)
                Right = child;
            else
                Left = child;
        }

        /// <summary>Turns this node down towards <paramref name="right"/>; its other child, which takes its place, is returned.</summary>
        internal Node Rotate(bool right)
        {
            Node raised = Child(!right)!;
            SetChild(!right, raised.Child(right));
            raised.SetChild(right, this);
            IsRed = true;
            raised.IsRed = false;
            return raised;
        }

        internal Node RotateTwice(bool right)
        {
            SetChild(!right, Child(!right)!.Rotate(!right));
            return Rotate(right);
        }
    }

    private static bool IsRed(Node? node) => node is not null && node.IsRed;

    /// <summary>
    /// Inserts in one pass from the root down: on the way nodes with two red children are recoloured, so that below there is always a
    /// black node to hang a red one on (Guibas, Sedgewick: A dichromatic framework for balanced trees, 1978).
    /// </summary>
    private bool Insert(T item)
    {
        // Even when the item is there already, nodes may have turned.
        _version++;
        if (_root is null)
        {
            _root = new Node(item) { IsRed = false };
            _count = 1;
            return true;
        }

        Node? greatGrandparent = null;
        Node? grandparent = null;
        Node? parent = null;
        Node? node = _root;
        bool wentRight = false;
        bool wentRightBefore = false;
        bool inserted = false;
        while (true)
        {
            if (node is null)
            {
                node = new Node(item);
                parent!.SetChild(wentRight, node);
                inserted = true;
            }
            else if (IsRed(node.Left) && IsRed(node.Right))
            {
                node.IsRed = true;
                node.Left!.IsRed = false;
                node.Right!.IsRed = false;
            }

            if (node.IsRed && IsRed(parent))
            {
                Node turned = wentRight == wentRightBefore ? grandparent!.Rotate(!wentRightBefore) : grandparent!.RotateTwice(!wentRightBefore);
                if (greatGrandparent is null)
                    _root = turned;
                else
                    greatGrandparent.SetChild(greatGrandparent.Right == grandparent, turned);
            }

            if (inserted)
                break;
            int order = _comparer.Compare(item, node.Item);
            if (order == 0)
                break;

            wentRightBefore = wentRight;
            wentRight = order > 0;
            if (grandparent is not null)
                greatGrandparent = grandparent;
            grandparent = parent;
            parent = node;
            node = node.Child(wentRight);
        }

        _root.IsRed = false;
        if (inserted)
            _count++;
        return inserted;
    }

    /// <summary>Deletes in one pass: a red node is pushed down along the way, so that the one cut off at the end is red.</summary>
    private bool Delete(T item)
    {
        if (_root is null)
            return false;
        _version++;

        // A false root above the real one spares the special cases.
        Node head = new(default!) { IsRed = false, Right = _root };
        Node node = head;
        Node? parent = null;
        Node? grandparent = null;
        Node? found = null;
        bool right = true;
        while (node.Child(right) is Node next)
        {
            bool last = right;
            grandparent = parent;
            parent = node;
            node = next;
            int order = _comparer.Compare(item, node.Item);
            right = order > 0;
            if (order == 0)
                found = node;

            if (node.IsRed || IsRed(node.Child(right)))
                continue;
            if (IsRed(node.Child(!right)))
            {
                Node turned = node.Rotate(right);
                parent.SetChild(last, turned);
                parent = turned;
                continue;
            }

            Node? sibling = parent.Child(!last);
            if (sibling is null)
                continue;
            if (!IsRed(sibling.Left) && !IsRed(sibling.Right))
            {
                parent.IsRed = false;
                sibling.IsRed = true;
                node.IsRed = true;
                continue;
            }

            bool parentIsRight = grandparent!.Right == parent;
            Node raised = IsRed(sibling.Child(last)) ? parent.RotateTwice(last) : parent.Rotate(last);
            grandparent.SetChild(parentIsRight, raised);
            node.IsRed = true;
            raised.IsRed = true;
            raised.Left!.IsRed = false;
            raised.Right!.IsRed = false;
        }

        if (found is not null)
        {
            // The node at the bottom, next in order, gives its item to the found one and is cut off.
            found.Item = node.Item;
            parent!.SetChild(parent.Right == node, node.Left ?? node.Right);
            _count--;
        }
        _root = head.Right;
        if (_root is not null)
            _root.IsRed = false;
        return found is not null;
    }

    private void FillFromSorted(T[] items, int count)
    {
        // Only the lowest level, when it is not full, is red.
        int blackLevels = BitOperations.Log2((uint)count + 1);
        _root = BuildTree(new ReadOnlySpan<T>(items, 0, count), blackLevels);
        _count = count;
        _version++;
    }

    private static Node? BuildTree(ReadOnlySpan<T> items, int blackLevels)
    {
        if (items.IsEmpty)
            return null;
        int middle = items.Length >> 1;
        return new Node(items[middle])
        {
            IsRed = blackLevels == 0,
            Left = BuildTree(items.Slice(0, middle), blackLevels - 1),
            Right = BuildTree(items.Slice(middle + 1), blackLevels - 1),
        };
    }

    /// <summary>A cursor that fails when the set has changed since it was made.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly SortedSet<T> _tree;
        private readonly T? _lower;
        private readonly T? _upper;
        private readonly bool _hasLower;
        private readonly bool _hasUpper;
        private readonly bool _reverse;
        private readonly int _version;
        private readonly Stack<Node> _path;
        private Node? _current;

        internal Enumerator(SortedSet<T> tree, T? lower, T? upper, bool hasLower, bool hasUpper, bool reverse)
        {
            _tree = tree;
            _lower = lower;
            _upper = upper;
            _hasLower = hasLower;
            _hasUpper = hasUpper;
            _reverse = reverse;
            _version = tree._version;
            _path = new Stack<Node>(2 * BitOperations.Log2((uint)tree._count + 1));
            Descend(tree._root);
        }

        public readonly T Current => _current is null ? default! : _current.Item;

        readonly object? IEnumerator.Current
        {
            get
            {
                if (_current is null)
                    ThrowHelper.ThrowEnumerationCannotHappen();
                return _current.Item;
            }
        }

        public bool MoveNext()
        {
            if (_version != _tree._version)
                ThrowHelper.ThrowModifiedSinceEnumerator();
            if (!_path.TryPop(out _current))
                return false;
            Descend(_reverse ? _current.Left : _current.Right);
            return true;
        }

        public readonly void Dispose()
        {
        }

        void IEnumerator.Reset()
        {
            if (_version != _tree._version)
                ThrowHelper.ThrowModifiedSinceEnumerator();
            _current = null;
            _path.Clear();
            Descend(_tree._root);
        }

        // Puts the way to the next item in order on the path, leaving out what lies outside the bounds.
        private readonly void Descend(Node? node)
        {
            while (node is not null)
            {
                if (_hasLower && _tree._comparer.Compare(node.Item, _lower!) < 0)
                {
                    node = node.Right;
                }
                else if (_hasUpper && _tree._comparer.Compare(node.Item, _upper!) > 0)
                {
                    node = node.Left;
                }
                else
                {
                    _path.Push(node);
                    node = _reverse ? node.Right : node.Left;
                }
            }
        }
    }
}
