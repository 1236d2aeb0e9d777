using System;
using System.Collections.Generic;
using System.Text;

namespace Diesis.Core.Monitoring;

/// <summary>Where a column's text stands.</summary>
public enum ColumnAlignment
{
    Left,
    Right,
}

/// <summary>A table as text: a line of headings, a line of dashes, the rows. Columns are as wide as their widest cell.</summary>
public sealed class TextTable
{
    private const string Gap = "  ";

    private readonly List<string> _headings = [];
    private readonly List<ColumnAlignment> _alignments = [];
    private readonly List<string[]> _rows = [];

    public int RowCount => _rows.Count;

    public TextTable Column(string heading, ColumnAlignment alignment = ColumnAlignment.Left)
    {
        _headings.Add(heading);
        _alignments.Add(alignment);
        return this;
    }

    /// <summary>A column of figures.</summary>
    public TextTable Number(string heading) => Column(heading, ColumnAlignment.Right);

    /// <summary>Adds a row; cells that are missing are empty.</summary>
    /// <exception cref="ArgumentException">There are more cells than columns.</exception>
    public TextTable Row(params ReadOnlySpan<string> cells)
    {
        if (cells.Length > _headings.Count)
            throw new ArgumentException("The row has more cells than there are columns.", nameof(cells));
        string[] row = new string[_headings.Count];
        for (int i = 0; i < row.Length; i++)
            row[i] = i < cells.Length ? cells[i] : "";
        _rows.Add(row);
        return this;
    }

    /// <summary>Writes the table. Lines have no blanks at their ends; what does not fit into the width is cut.</summary>
    /// <param name="maximumWidth">In characters.</param>
    public void WriteTo(MonitorOutput output, int maximumWidth = int.MaxValue)
    {
        int[] widths = new int[_headings.Count];
        for (int i = 0; i < widths.Length; i++)
        {
            widths[i] = _headings[i].Length;
            foreach (string[] row in _rows)
                widths[i] = Math.Max(widths[i], row[i].Length);
        }

        WriteLine(output, _headings, widths, maximumWidth);
        string[] dashes = new string[widths.Length];
        for (int i = 0; i < widths.Length; i++)
            dashes[i] = new string('─', widths[i]);
        WriteLine(output, dashes, widths, maximumWidth);
        foreach (string[] row in _rows)
            WriteLine(output, row, widths, maximumWidth);
    }

    private void WriteLine(MonitorOutput output, IReadOnlyList<string> cells, int[] widths, int maximumWidth)
    {
        StringBuilder line = new();
        for (int i = 0; i < widths.Length; i++)
        {
            if (i != 0)
                line.Append(Gap);
            int space = widths[i] - cells[i].Length;
            if (_alignments[i] == ColumnAlignment.Right)
                line.Append(' ', space).Append(cells[i]);
            else
                line.Append(cells[i]).Append(' ', space);
        }
        string text = line.ToString().TrimEnd();
        output.WriteLine(text.Length > maximumWidth ? text.Substring(0, maximumWidth) : text);
    }
}
