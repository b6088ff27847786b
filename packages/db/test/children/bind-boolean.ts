// Binds a boolean to the native engine itself, past our wrapper: what it does to the process is the parent's to see.
import Libsql from 'libsql'

new Libsql(':memory:').prepare('SELECT ?').all(true)
