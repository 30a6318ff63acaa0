namespace Bookseal.Closing.Tests.Faults;

public sealed class AzuriteFaultMatrixTests() : FaultMatrix(Place.Azurite);
