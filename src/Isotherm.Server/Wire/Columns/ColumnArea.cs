namespace Isotherm.Server.Wire;

/// <summary>Where the columns of a columnar heatmap lie: one after another, each from a multiple of 8 on.</summary>
internal sealed class ColumnArea
{
    private const int Alignment = 8;

    private readonly Dictionary<string, ColumnPlace> _places = [];

    /// <summary>Where each column lies.</summary>
    public IReadOnlyDictionary<string, ColumnPlace> Places => _places;

    /// <summary>Bytes of all columns, the zeros between them included.</summary>
    public int Length { get; private set; }

    /// <summary>Room for <paramref name="count"/> numbers. Gives where it begins.</summary>
    public int Numbers(string name, int count, int width) => Room(name, new ColumnPlace(Length, width, null), count * width);

    /// <summary>Room for so many texts, <paramref name="length"/> bytes together with their offsets. Gives where it begins.</summary>
    public int Texts(string name, int count, int length) => Room(name, new ColumnPlace(Length, null, count), length);

    private int Room(string name, ColumnPlace place, int length)
    {
        _places.Add(name, place);
        Length = (Length + length + Alignment - 1) & -Alignment;
        return place.At;
    }
}
