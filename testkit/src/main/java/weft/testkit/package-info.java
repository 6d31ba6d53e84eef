/// Production-quality stand-ins that tests and measurements share: a guest without a page.
///
/// Read [TestGuest] first. Nothing here is part of weft itself.
@org.jspecify.annotations.NullMarked
package weft.testkit;
