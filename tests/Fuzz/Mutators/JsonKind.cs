namespace Bookseal.Fuzz.Mutators;

internal enum JsonKind
{
    Object,
    Array,
    Text,
    Number,
    Literal,
}
