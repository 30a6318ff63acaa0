namespace Bookseal.Closing.Tests.Faults;

public sealed class FileFaultMatrixTests() : FaultMatrix(Place.Files);
