using System;
using System.Threading;

namespace Diesis.Tests.Stress;

/// <summary>
/// A graph that all threads change: slots hold trees whose nodes check themselves; threads exchange, rebuild and drop subtrees. The sum of
/// all tokens never changes.
/// </summary>
internal sealed class GraphScenario : Scenario
{
    private const int Slots = 64;
    private const int TokensPerSlot = 100;
    private const int StepsPerRound = 50;

    private sealed class Node
    {
        public int Tokens;
        public int Check;
        public Node? Left;
        public Node? Right;
        public string Text = "";
        public object? Box;

        public static Node Create(int tokens, Node? left, Node? right) => new()
        {
            Tokens = tokens,
            Check = Mix(tokens),
            Left = left,
            Right = right,
            Text = tokens.ToString(),
            Box = tokens,
        };

        public static int Mix(int value) => (int)((uint)value * 2654435761u >> 3);
    }

    private sealed class Slot
    {
        public readonly Lock Gate = new();
        public Node? Root;
    }

    private readonly Slot[] _slots = new Slot[Slots];

    internal override void Prepare(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < Slots; i++)
            _slots[i] = new Slot { Root = Build(TokensPerSlot, random) };
    }

    internal override void Round(Random random)
    {
        for (int i = 0; i < StepsPerRound; i++)
        {
            int first = random.Next(Slots);
            int second = random.Next(Slots);
            switch (random.Next(4))
            {
                case 0:
                    Rebuild(_slots[first], random);
                    break;
                case 1:
                    Count(_slots[first]);
                    break;
                case 2 when first != second:
                    Move(_slots[Math.Min(first, second)], _slots[Math.Max(first, second)], random);
                    break;
                default:
                    Rotate(_slots[first]);
                    break;
            }
        }
    }

    internal override void Finish()
    {
        int total = 0;
        foreach (Slot slot in _slots)
            total += Count(slot);
        Require(total == Slots * TokensPerSlot, "tokens were lost: " + total.ToString());
    }

    /// <summary>A tree with so many tokens, one for each node.</summary>
    private static Node? Build(int tokens, Random random)
    {
        if (tokens == 0)
            return null;
        int own = 1 + random.Next(Math.Min(tokens, 3));
        int left = random.Next(tokens - own + 1);
        return Node.Create(own, Build(left, random), Build(tokens - own - left, random));
    }

    private static int Count(Node? node)
    {
        if (node is null)
            return 0;
        Require(node.Check == Node.Mix(node.Tokens), "a node's check");
        Require(node.Box is int boxed && boxed == node.Tokens, "a box");
        Require(node.Text == node.Tokens.ToString(), "a string");
        return node.Tokens + Count(node.Left) + Count(node.Right);
    }

    private static int Count(Slot slot)
    {
        using (slot.Gate.EnterScope())
            return Count(slot.Root);
    }

    private static void Rebuild(Slot slot, Random random)
    {
        using (slot.Gate.EnterScope())
            slot.Root = Build(Count(slot.Root), random);
    }

    private static void Rotate(Slot slot)
    {
        using (slot.Gate.EnterScope())
        {
            Node? root = slot.Root;
            if (root is null)
                return;
            (root.Left, root.Right) = (root.Right, root.Left);
            Node? child = root.Left;
            if (child is null)
                return;
            root.Left = child.Right;
            child.Right = root;
            slot.Root = child;
        }
    }

    /// <summary>Hangs a subtree of one slot into another. Slots are locked in order of their numbers.</summary>
    private static void Move(Slot lower, Slot higher, Random random)
    {
        using (lower.Gate.EnterScope())
        using (higher.Gate.EnterScope())
        {
            (Slot from, Slot to) = random.Next(2) == 0 ? (lower, higher) : (higher, lower);
            Node? parent = from.Root;
            if (parent?.Left is null)
                return;
            Node moved = parent.Left;
            parent.Left = null;
            Node? target = to.Root;
            if (target is null)
            {
                to.Root = moved;
                return;
            }

            while (target.Right is not null)
                target = target.Right;
            target.Right = moved;
        }
    }
}
